import { assess, load } from "tousu/wechat";

load("/tousu.wasm.br").then(() => {
  const { evidence } = assess({ reason: "quality" }, { today: "2026-05-20" });
  wx.setStorageSync("next", evidence.next);
});

export default ({ children }) => children;
