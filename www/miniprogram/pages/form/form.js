/** The whole form as a component. What is filled in stays on the phone; on a tap it also goes to the shop's own server. */

/** Where you take complaints; its domain must be among the mini-program's server domains (服务器域名). */
const SERVER = "https://example.com/complaints";

Page({
  data: { draft: null },

  /** From the page of an order: what is known of it need not be typed. */
  onLoad({ orderNumber }) {
    if (orderNumber) this.setData({ draft: { orderNumber } });
  },

  onSubmit({ detail: { draft, texts, files } }) {
    const say = (title) => wx.showToast({ title, icon: "none" });
    wx.request({
      url: SERVER,
      method: "POST",
      data: { draft, texts },
      success: ({ data }) => {
        for (const { exhibit, path } of files) wx.uploadFile({ url: `${SERVER}/${data.id}/${exhibit}`, filePath: path, name: "file" });
        say("已交给客服");
      },
      fail: () => say("没有交成功，请再试一次"),
    });
  },
});
