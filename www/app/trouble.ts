/** Words for troubles of the storage, and what helps. */

import { type StringTable, translator } from "tousu/element";
import type { Action, Notices } from "./notice.tsx";

const STRINGS = {
  quota: [
    "设备空间不足，内容没有保存。请复制文书或导出备份，再清理空间。",
    "No room left on this device: not saved. Copy your text or export a backup, then make room.",
  ],
  blocked: ["另一个窗口占用着数据，请关闭它再试。", "Another window holds the data. Close it and try again."],
  newer: [
    "数据由更新的版本保存，为避免损坏没有改动。请刷新页面。",
    "The data were saved by a newer version and were left alone. Reload the page.",
  ],
  hanging: [
    "浏览器没有响应存储请求，内容可能没有保存。请导出备份。",
    "The browser does not answer: this may not be saved. Export a backup.",
  ],
  unavailable: [
    "浏览器不允许在本机保存（例如无痕模式）。关闭前请复制文书或导出备份。",
    "This browser keeps nothing here (private mode, perhaps). Copy your text or export a backup before closing.",
  ],
  "read-only": [
    "另一个窗口正在编辑，这里的改动不会保存。",
    "Another window is editing. Changes made here are not saved.",
  ],
  "taken-over": [
    "已转到另一个窗口编辑，这里的改动不再保存。",
    "Editing has moved to another window. Changes made here are no longer saved.",
  ],
  cleared: ["内容已在另一个窗口全部清除。", "Everything was deleted in another window."],
  closed: ["存储已关闭，请刷新页面。", "The storage is closed. Reload the page."],
  damaged: ["这份投诉的内容损坏，没有打开。", "This complaint is damaged and was not opened."],
  evicted: [
    "浏览器清除过本机的数据，打开的投诉已重新保存。请导出备份，并检查其他投诉和照片还在不在。",
    "The browser deleted this site's data. The open complaint was saved again. Export a backup, and check your other complaints and photos.",
  ],
  takeOver: ["在这里编辑", "Edit here"],
  backUp: ["导出备份", "Export a backup"],
  reload: ["重新载入", "Reload"],
  dismiss: ["知道了", "Got it"],
} satisfies StringTable<string>;

interface Help {
  locale: string;
  takeOver: () => void;
  backUp: () => void;
}

/** Shows what is wrong, by the code of a StoreError; "" takes the notice away. */
export function showTrouble(notices: Notices, code: string, { locale, takeOver, backUp }: Help): void {
  if (code === "") {
    notices.clear("store");
    return;
  }
  const t = translator(locale, STRINGS);
  const here: Action = { label: t("takeOver"), run: takeOver };
  const reload: Action = { label: t("reload"), run: () => location.reload() };
  const help: Readonly<Record<string, Action>> = {
    "read-only": here,
    "taken-over": here,
    newer: reload,
    cleared: reload,
    closed: reload,
  };
  const action = help[code] ?? { label: t("backUp"), run: backUp };
  const text = t(code as keyof typeof STRINGS);
  if (code === "evicted") {
    // It stays when the next save succeeds.
    const dismiss: Action = { label: t("dismiss"), run: () => notices.clear(code) };
    notices.show({ key: code, text, actions: [action, dismiss] });
  } else notices.show({ key: "store", text, actions: [action] });
}
