import ready, { assess } from "tousu";
import { Complaint } from "./complaint";

export const dynamic = "force-dynamic";

/** A server page: assesses while it is drawn. */
export default async function Page() {
  await ready();
  const { evidence } = assess({ reason: "quality", evidence: [{ kind: "order-detail" }] }, { today: "2026-05-20" });
  return (
    <main>
      <p id="score">{evidence.score}</p>
      <Complaint />
    </main>
  );
}
