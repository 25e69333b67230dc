/** The styles of what is behind the first step: named in index.html under a relation of its own, so that no browser fetches them before. */

const LINK = 'link[rel="later"]';

/** Resolves when the later styles apply; in the page as one file they always do. */
export async function laterStyles(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>(LINK);
  if (!link) return;
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.rel = "later";
      reject(new Error("the styles did not load"));
    };
    link.rel = "stylesheet";
  });
}
