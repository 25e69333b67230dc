/**
 * What a host's server does with a day's drafts: assesses generated ones in worker threads, one for each core, and prints
 * drafts per second and core, what memory does meanwhile, and how long the longest draft takes.
 *
 *     node tests/bench/batch.mjs              1,000,000 drafts
 *     node tests/bench/batch.mjs 100000       fewer
 *     node tests/bench/batch.mjs 100000 4     in four threads
 *
 * Only `assess` is timed, making the drafts is not. Beside other work on the machine drafts per second are fewer, because a
 * thread that waits for a core is timed too; the longest draft is measured in time of the processor. Nothing fails for being
 * slow. It does fail where memory grows.
 */

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import * as tousu from "../../www/pkg/index.js";
import { drafts, TODAY } from "./work.js";

/** Drafts made at once. */
const CHUNK = 1000;
/** Growth of memory that is none: one heap of the collector more or less, in bytes for each thread. */
const SLACK = 24 * 1024 * 1024;

/** The longest a draft can be before it is cut: all its fields, lists and texts at their limits. */
function longest() {
  const [full] = drafts(1, tousu);
  const { sections, evidence } = tousu.form({ locale: "zh-CN" });
  const draft = { ...full };
  for (const { id, kind, maxLength } of sections.flatMap(({ fields }) => fields))
    if (kind === "paragraph") draft[id] = "11月10日付款689元，页面写48小时内发货，客服只说在催，至今没有收到。".repeat(maxLength).slice(0, maxLength);
  draft.evidence = Array.from({ length: 500 }, (_, at) => ({ kind: evidence[at % evidence.length].id, count: 1, note: "订单页面截图，显示下单时间、金额和商家名称" }));
  draft.log = Array.from({ length: 500 }, (_, at) => ({ date: "2026-11-20", channel: "in-app", action: at % 2 ? "replied" : "contacted", note: "客服说在催仓库" }));
  return draft;
}

/** One thread's share. */
async function work({ count, seed }) {
  await tousu.ready(undefined, { locales: ["zh-CN"] });
  for (const draft of drafts(CHUNK, tousu, seed)) tousu.assess(draft, { today: TODAY }); // until the code is compiled
  for (let done = 0; done < count; done += CHUNK) {
    const chunk = drafts(Math.min(CHUNK, count - done), tousu, seed + done);
    let ready = 0;
    const begun = performance.now();
    for (const draft of chunk) ready += Number(tousu.assess(draft, { today: TODAY }).ready);
    parentPort.postMessage({ drafts: chunk.length, ready, ms: performance.now() - begun });
  }
}

/** Runs all of it. @returns {Promise<void>} */
async function main(count, threads) {
  let [done, ready, ms] = [0, 0, 0];
  /** Resident bytes of the process, after each chunk. */
  const memory = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: threads }, (_, at) => {
      const share = Math.floor(count / threads) + Number(at < count % threads);
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { count: share, seed: 1 + at * 0x1000000 } });
      worker.on("message", (chunk) => {
        done += chunk.drafts;
        ready += chunk.ready;
        ms += chunk.ms;
        memory.push(process.memoryUsage.rss());
      });
      return new Promise((resolve, reject) => worker.once("error", reject).once("exit", resolve));
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  if (done !== count) throw new Error(`${done} of ${count} drafts were assessed`);
  console.log(`${done.toLocaleString("en")} drafts in ${threads} threads, ${seconds.toFixed(1)} s with making them; ${ready.toLocaleString("en")} are ready`);
  console.log(`assess: ${Math.round(done / (ms / 1000)).toLocaleString("en")} drafts per second and core`);

  // Compared once every thread has its heap: the second and the last quarter, which a small number of drafts does not have.
  const quarter = Math.floor(memory.length / 4);
  const [early, late] = [memory.slice(quarter, 2 * quarter), memory.slice(-quarter)].map((part) => Math.max(0, ...part));
  const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;
  console.log(`memory: at most ${megabytes(early)} in the second quarter, ${megabytes(late)} in the last`);

  await tousu.ready(undefined, { locales: ["zh-CN"] });
  const draft = longest();
  const times = Array.from({ length: 21 }, () => {
    const start = process.cpuUsage();
    tousu.assess(draft, { today: TODAY });
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }).sort((one, other) => one - other);
  console.log(`the longest draft (${JSON.stringify(draft).length.toLocaleString("en")} characters): ${times[10].toFixed(1)} ms of the processor, the median of ${times.length}`);

  if (quarter > 0 && late > early + threads * SLACK) {
    console.error(`memory grows: ${megabytes(late - early)} more in the last quarter than in the second`);
    process.exitCode = 1;
  }
}

if (isMainThread) await main(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? availableParallelism()));
else await work(workerData);
