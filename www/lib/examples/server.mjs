/**
 * A route that takes a submission of `tousu/submission` and stores it, with nothing but Node:
 *
 *     node server.mjs [folder] [port]
 *
 * Every complaint becomes a folder with complaint.json and the files of its exhibits.
 */

import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import ready, { assess } from "tousu";

const [folder = "complaints", port = "0"] = process.argv.slice(2);
const MOST_BYTES = 50 * 1024 * 1024;

async function store(request) {
  const { headers, method } = request;
  const body = Readable.toWeb(request);
  const data = await new Request("http://host/", { method, headers, body, duplex: "half" }).formData();
  const draft = JSON.parse(String(data.get("draft")));
  const texts = JSON.parse(String(data.get("texts")));
  // Assessed again: anybody can post anything.
  const assessment = assess(draft);
  const id = randomUUID();
  await mkdir(join(folder, id), { recursive: true });
  await writeFile(join(folder, id, "complaint.json"), JSON.stringify({ draft, assessment, texts }, null, 2));
  for (const [name, file] of data) {
    // The names are ours; those of the person's files stay inside complaint.json.
    if (/^evidence\.\d+$/.test(name) && typeof file !== "string") await writeFile(join(folder, id, name), file.stream());
  }
  return { id, ready: assessment.ready };
}

await ready();
const server = createServer(async (request, response) => {
  const answer = (status, value) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  if (request.method !== "POST") return answer(405, { error: "POST a submission" });
  if (!(Number(request.headers["content-length"]) <= MOST_BYTES)) return answer(413, { error: "too large" });
  try {
    answer(201, await store(request));
  } catch {
    answer(400, { error: "not a submission" });
  }
});
server.listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
