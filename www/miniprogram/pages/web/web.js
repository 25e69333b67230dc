/** The host of the page in web-view/: gives it an id in the address, and takes the text that comes back under that id. */

/** Where you serve this site; its domain must be among the mini-program's business domains (业务域名). */
const PAGE = "https://example.com/miniprogram/web-view/";

Page({
  data: { src: "" },

  onLoad() {
    this.id = String(Date.now());
    // Behind the "#", which no server sees.
    this.setData({ src: `${PAGE}#${this.id}` });
  },

  /** Comes when the person goes back, with all that was posted meanwhile. */
  onMessage({ detail }) {
    const texts = detail.data.map(({ tousu }) => tousu).filter((text) => text && text.id === this.id);
    const last = texts[texts.length - 1];
    if (!last) return;
    const { title, text, deadlines } = last;
    this.getOpenerEventChannel().emit("text", { title, text, deadlines });
  },
});
