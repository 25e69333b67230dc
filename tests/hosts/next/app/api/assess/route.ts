import ready, { assess } from "tousu";

/** A route that assesses the fields that are posted. */
export async function POST(request: Request): Promise<Response> {
  await ready();
  return Response.json(assess(await request.formData(), { today: "2026-05-20" }));
}
