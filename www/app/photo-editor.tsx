/** A picture in the whole window: covered, cut and turned in a copy; the original stays. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type StringTable, translator } from "tousu/element";
import { decode, thumbnail } from "../files/metadata/evidence-file.ts";
import {
  type Area,
  cover,
  coverOriginal,
  cropTo,
  type Drawable,
  drawCopy,
  type Edits,
  isEdited,
  NO_EDITS,
  paint,
  readEdits,
  shownArea,
  shownSize,
  turnRight,
} from "../files/photos/edits.ts";
import type { EvidenceFile } from "../files/storage/store.ts";
import { openDialog } from "./dialog.tsx";

const STRINGS = {
  title: ["查看照片", "Photo"],
  cover: ["遮挡", "Cover"],
  crop: ["裁剪", "Crop"],
  turn: ["旋转", "Turn"],
  numbers: ["找号码", "Numbers"],
  number: ["遮挡这个号码", "Cover this number"],
  allNumbers: ["全部遮挡", "Cover all"],
  foundNumbers: [
    "认出 {n} 处号码，点一下框就遮挡。识别会有遗漏，请再看一遍。",
    "{n} numbers were read: tap a frame to cover it. Some may be missed, so look again.",
    "1 number was read: tap its frame to cover it. Some may be missed, so look again.",
  ],
  noNumbers: [
    "没有认出身份证号、银行卡号或手机号。识别会有遗漏，请再看一遍。",
    "No identity, card or phone number was read. Some may be missed, so look again.",
  ],
  undo: ["撤销", "Undo"],
  reset: ["恢复原图", "Reset"],
  save: ["保存副本", "Save copy"],
  close: ["关闭", "Close"],
  coverHint: [
    "在要遮挡的地方拖动，涂黑后无法还原。原图不变。",
    "Drag over what nobody shall see. It cannot be brought back from the copy; the original stays.",
  ],
  cropHint: ["拖动选出要保留的部分。", "Drag over what shall be left."],
  byKey: [
    "也可以用键盘：方向键移动选框，按住 Shift 改变大小，回车确定。",
    "By keyboard: arrows move the frame, with Shift they size it, Enter takes it.",
  ],
  broken: ["浏览器无法显示这个文件。", "The browser cannot show this file."],
  failed: ["没有保存成功。", "The copy could not be saved."],
} satisfies StringTable<string>;

type Mode = "cover" | "crop";
/** Step of the arrow keys, in parts of the picture. */
const STEP = 0.02;
const FRAME: Area = { x: 0.4, y: 0.45, width: 0.2, height: 0.1 };

/** Decision of the person; `copy` is undefined where the original is to be sent again. */
export interface PhotoResult {
  copy: Blob | undefined;
  thumb: Blob | undefined;
  edits: Edits;
}

/**
 * Shows the picture of a record.
 *
 * @param save keeps the result; where it rejects, the window stays and says so
 */
export function openPhoto(
  record: EvidenceFile,
  locale: string,
  save: (result: PhotoResult) => Promise<void>,
): Promise<void> {
  return openDialog("p-photo", translator(locale, STRINGS)("title"), (close) => (
    <Editor record={record} locale={locale} save={save} close={close} />
  ));
}

interface EditorProps {
  record: EvidenceFile;
  locale: string;
  save: (result: PhotoResult) => Promise<void>;
  close: () => void;
}

function Editor({ record, locale, save, close }: EditorProps) {
  const t = translator(locale, STRINGS);
  const [picture, setPicture] = useState<Drawable>();
  const [said, say] = useState("");
  const [mode, setMode] = useState<Mode>("cover");
  /** All states, for undoing; the last is shown. */
  const [history, setHistory] = useState<readonly Edits[]>([readEdits(record.edits) ?? NO_EDITS]);
  const edits = history[history.length - 1] ?? NO_EDITS;
  const [frame, setFrame] = useState<Area>();
  /** Areas of private numbers that were read, in parts of the original. */
  const [numbers, setNumbers] = useState<readonly Area[]>([]);
  const open = numbers.filter((area) => !edits.covers.includes(area));
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const start = useRef<[number, number]>(undefined);

  useEffect(() => {
    let gone = false;
    let free: (() => void) | undefined;
    decode(record.blob).then(
      (decoded) => {
        if (gone) return decoded.close();
        free = decoded.close;
        setPicture(decoded);
      },
      () => say(t("broken")),
    );
    return () => {
      gone = true;
      free?.();
    };
  }, []);
  useLayoutEffect(() => {
    const [shown, room] = [canvas.current, stage.current];
    if (!picture || !shown || !room) return;
    const { width, height } = shownSize(picture, edits);
    paint(shown, picture, edits, Math.min(1, (2 * Math.max(innerWidth, innerHeight)) / Math.max(width, height)));
    // As large as it fits: style sheets cannot keep the proportions in both directions in every engine.
    const fit = () => {
      const scale = Math.min(room.clientWidth / width, room.clientHeight / height);
      shown.style.width = `${width * scale}px`;
      shown.style.height = `${height * scale}px`;
    };
    fit();
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, [picture, edits]);

  const change = (next: Edits) => {
    if (next !== edits) setHistory([...history, next]);
    setFrame(undefined);
  };
  const take = (area: Area) => change(mode === "cover" ? cover(edits, area) : cropTo(edits, area));

  /** Place of a pointer in parts of the picture. */
  function placeOf(event: PointerEvent): [number, number] {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  const between = ([x1, y1]: [number, number], [x2, y2]: [number, number]): Area => ({
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x1 - x2),
    height: Math.abs(y1 - y2),
  });
  function press(event: KeyboardEvent) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const now = frame ?? FRAME;
    if (by) {
      const [x = 0, y = 0] = by;
      const sized = {
        ...now,
        width: Math.max(STEP, now.width + x * STEP),
        height: Math.max(STEP, now.height + y * STEP),
      };
      setFrame(event.shiftKey ? sized : { ...now, x: now.x + x * STEP, y: now.y + y * STEP });
    } else if (event.key === "Enter") take(now);
    else return;
    event.preventDefault();
  }
  async function findNumbers() {
    const { readPictureText } = await import("./picture-text.tsx");
    const read = await readPictureText(record.blob, locale, "numbers");
    if (!read) return;
    const { privateNumbers } = await import("./private-numbers.ts");
    const found = privateNumbers(read.lines, locale === "en" ? "en" : "zh-CN");
    setNumbers(found);
    say(found.length > 0 ? t("foundNumbers", { n: found.length }) : t("noNumbers"));
  }
  async function keep() {
    if (!picture) return;
    try {
      const copy = isEdited(edits) ? await drawCopy(picture, edits, record.blob.type) : undefined;
      await save({ copy, thumb: await thumbnail(copy ?? record.blob), edits });
      close();
    } catch {
      say(t("failed"));
    }
  }
  const choice = (of: Mode) => (
    <button type="button" class="p-tool" aria-pressed={mode === of} data-photo={of} onClick={() => setMode(of)}>
      {t(of)}
    </button>
  );
  const percent = (part: number) => `${part * 100}%`;
  const placed = ({ x, y, width, height }: Area) => ({
    left: percent(x),
    top: percent(y),
    width: percent(width),
    height: percent(height),
  });
  return (
    <div class="p-photo-inner">
      <div class="p-photo-bar">
        <button type="button" class="p-tool" data-photo="close" onClick={close}>
          {t("close")}
        </button>
        <button type="button" class="p-tool" data-photo="save" disabled={!picture || history.length < 2} onClick={keep}>
          {t("save")}
        </button>
      </div>
      <p class="p-photo-hint" role="status" id="photo-hint">
        {said || `${t(mode === "cover" ? "coverHint" : "cropHint")}${t("byKey")}`}
      </p>
      <div class="p-photo-stage" ref={stage}>
        <div class="p-photo-sheet">
          <canvas
            ref={canvas}
            tabIndex={0}
            role="img"
            aria-label={t("title")}
            aria-describedby="photo-hint"
            data-photo="canvas"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              start.current = placeOf(event);
            }}
            onPointerMove={(event) => start.current && setFrame(between(start.current, placeOf(event)))}
            onPointerUp={(event) => {
              if (start.current) take(between(start.current, placeOf(event)));
              start.current = undefined;
            }}
            onPointerCancel={() => {
              start.current = undefined;
              setFrame(undefined);
            }}
            onKeyDown={press}
          />
          {open.map((area) => {
            const shown = shownArea(edits, area);
            return (
              shown && (
                <button
                  type="button"
                  key={`${area.x} ${area.y}`}
                  class="p-photo-number"
                  aria-label={t("number")}
                  data-photo="number"
                  style={placed(shown)}
                  onClick={() => change(coverOriginal(edits, [area]))}
                />
              )
            );
          })}
          {frame && <div class="p-photo-frame" data-mode={mode} style={placed(frame)} />}
        </div>
      </div>
      <div class="p-photo-bar">
        {open.length > 0 && (
          <button
            type="button"
            class="p-tool p-photo-all"
            data-photo="all-numbers"
            onClick={() => change(coverOriginal(edits, open))}
          >
            {t("allNumbers")}
          </button>
        )}
        {choice("cover")}
        {choice("crop")}
        {!document.documentElement.hasAttribute("data-single") && (
          <button type="button" class="p-tool" data-photo="numbers" disabled={!picture} onClick={findNumbers}>
            {t("numbers")}
          </button>
        )}
        <button type="button" class="p-tool" data-photo="turn" onClick={() => change(turnRight(edits))}>
          {t("turn")}
        </button>
        <button
          type="button"
          class="p-tool"
          data-photo="undo"
          disabled={history.length < 2}
          onClick={() => setHistory(history.slice(0, -1))}
        >
          {t("undo")}
        </button>
        <button
          type="button"
          class="p-tool"
          data-photo="reset"
          disabled={!isEdited(edits)}
          onClick={() => change(NO_EDITS)}
        >
          {t("reset")}
        </button>
      </div>
    </div>
  );
}
