/**
 * Content that another app hands over through the share sheet (Web Share Target). The service worker answers the request and keeps
 * the parts in a cache of its own, so that nothing leaves the device; the page takes them out and deletes the cache.
 */

/** The path of the request, beside the worker, as the manifest states it. */
export const SHARE_PATH = "share";
const CACHE = "tousu-shared";
/** Header of a kept file with its name. */
const NAME = "x-name";
/** Most files, and most characters of text. */
const MAX_FILES = 60;
const MAX_TEXT = 65_536;

/** Addresses that are requested nowhere. */
const addressOf = (part: string) => `https://shared.invalid/${part}`;

/** Keeps the parts of a request. */
export async function keepShared(request: Request): Promise<void> {
  const form = await request.formData();
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  const texts = ["title", "text", "url"].map((name) => form.get(name)).filter((part) => typeof part === "string");
  const text = texts.filter(Boolean).join("\n").slice(0, MAX_TEXT);
  if (text !== "") await cache.put(addressOf("text"), new Response(text));
  const files = form.getAll("files").filter((part): part is File => part instanceof File);
  for (const [index, file] of files.slice(0, MAX_FILES).entries()) {
    const headers = { "content-type": file.type, [NAME]: encodeURIComponent(file.name) };
    await cache.put(addressOf(String(index).padStart(3, "0")), new Response(file, { headers }));
  }
}

/** Takes what was handed over; it is kept no longer. */
export async function takeShared(): Promise<{ text: string; files: File[] }> {
  const shared = { text: "", files: [] as File[] };
  try {
    const cache = await caches.open(CACHE);
    for (const key of [...(await cache.keys())].sort((a, b) => (a.url < b.url ? -1 : 1))) {
      const response = await cache.match(key);
      if (!response) continue;
      if (key.url === addressOf("text")) shared.text = await response.text();
      else {
        const name = decodeURIComponent(response.headers.get(NAME) ?? "");
        const type = response.headers.get("content-type") ?? "";
        shared.files.push(new File([await response.arrayBuffer()], name, { type }));
      }
    }
  } finally {
    await caches.delete(CACHE).catch(() => {});
  }
  return shared;
}
