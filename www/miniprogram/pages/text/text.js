/** What is done with a finished text, with the means that a mini-program has and a web-view has not. */

Page({
  data: { title: "", text: "", deadlines: [] },

  onLoad({ from }) {
    if (from === "web") {
      // The page in the web-view hands its text over through this channel, see pages/web.
      wx.navigateTo({ url: "/pages/web/web", events: { text: (text) => this.setData(text) } });
    } else if (getApp().text) this.setData(getApp().text);
  },

  onCopy() {
    wx.setClipboardData({ data: this.data.text });
  },

  /** One entry of the phone's calendar, a whole day; the person confirms it. */
  onCalendar({ currentTarget }) {
    const { title, due } = this.data.deadlines[currentTarget.dataset.index];
    const [year, month, day] = due.split("-").map(Number);
    const startTime = Math.floor(new Date(year, month - 1, day).getTime() / 1000);
    wx.addPhoneCalendar({ title, startTime, allDay: true, description: this.data.title });
  },

  /** As a file into a chat: to oneself, to the family. */
  onShare() {
    const filePath = `${wx.env.USER_DATA_PATH}/tousu.txt`;
    wx.getFileSystemManager().writeFile({
      filePath,
      data: this.data.text,
      encoding: "utf8",
      success: () => wx.shareFileMessage({ filePath, fileName: "投诉书.txt" }),
      fail: () => wx.showToast({ title: "没有保存成功，请改用复制", icon: "none" }),
    });
  },
});
