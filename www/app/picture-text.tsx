/** The window in which the text of a picture is read: how far it is, a way out, and a quicker way in WeChat. */

import { useEffect, useState } from "preact/hooks";
import { type StringTable, translator } from "tousu/element";
import type { PictureText } from "../files/ocr/picture-reader.ts";
import { openDialog } from "./dialog.tsx";

const STRINGS = {
  title: ["识别图片文字", "Read text from the picture"],
  cancel: ["取消", "Cancel"],
  close: ["关闭", "Close"],
  loading: ["正在加载识别组件…", "Loading the reader…"],
  reading: ["正在识别…", "Reading…"],
  once: [
    "首次使用约下载 2.6 MB，以后离线也能用。图片不上传，只在这台设备上识别。",
    "The first time about 2.6 MB are loaded; later it works offline. The picture stays on this device.",
  ],
  quicker: ["更快的办法", "A quicker way"],
  instead: ["可以这样取文字", "Another way to get the text"],
  hold: ["在微信里打开图片，长按", "Open the picture in WeChat and hold it"],
  extract: ["点“提取文字”，复制", "Tap “提取文字” (extract text) and copy it"],
  paste: ["回到这里，点“贴订单”", "Come back and tap “Paste order”"],
  failed: [
    "没有识别成功：识别组件没有加载到，或这台设备不支持。请联网后再试，或用下面的办法。",
    "The picture was not read: the reader could not be loaded, or this device cannot run it. Try again online, or do this:",
  ],
  broken: [
    "浏览器打不开这张图片。请截图后再选，或用下面的办法。",
    "The browser cannot open this picture. Pick a screenshot of it, or do this:",
  ],
  nothing: ["图里没有认出文字。", "No text was found in the picture."],
  numbers: ["查找号码", "Find numbers"],
  numbersFailed: [
    "没有识别成功：识别组件没有加载到，或这台设备不支持。请联网后再试，或自己拖动遮挡。",
    "The picture was not read: the reader could not be loaded, or this device cannot run it. Try again online, or cover by hand.",
  ],
  again: ["再试一次", "Try again"],
} satisfies StringTable<string>;

/** A reading that is going on. */
interface Reading {
  stop: AbortController;
  result: Promise<PictureText>;
}

/** Purpose of reading a picture: its text, which can be had in another way too, or numbers to cover. */
type Purpose = "title" | "numbers";

/** Reads the text of a picture, while a window shows the progress. Resolves to undefined where the person gives up. */
export async function readPictureText(
  picture: Blob,
  locale: string,
  purpose: Purpose = "title",
): Promise<PictureText | undefined> {
  let text: PictureText | undefined;
  await openDialog("p-panel", translator(locale, STRINGS)(purpose), (close) => (
    <Progress
      picture={picture}
      locale={locale}
      purpose={purpose}
      done={(read) => {
        text = read;
        close();
      }}
    />
  ));
  return text;
}

interface ProgressProps {
  picture: Blob;
  locale: string;
  purpose: Purpose;
  done: (read: PictureText | undefined) => void;
}

function Progress({ picture, locale, purpose, done }: ProgressProps) {
  const t = translator(locale, STRINGS);
  const [part, setPart] = useState<number>();
  const [problem, setProblem] = useState<"" | "failed" | "broken" | "nothing">("");
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const { stop, result } = begin(picture, setPart);
    result.then(
      (read) => {
        if (stop.signal.aborted) return;
        if (read.text.trim() === "" && purpose === "title") setProblem("nothing");
        else done(read);
      },
      (error) => {
        if (!stop.signal.aborted) setProblem(isUnreadable(error) ? "broken" : "failed");
      },
    );
    return () => stop.abort();
  }, [attempt]);
  return (
    <div class="p-panel-inner" data-ocr={problem || "busy"}>
      <div class="p-menu-head">
        <h2>{t(purpose)}</h2>
        <button type="button" class="p-tool" data-ocr-close="" onClick={() => done(undefined)}>
          {t(problem ? "close" : "cancel")}
        </button>
      </div>
      {!problem && <progress class="p-progress" value={part} max={1} aria-label={t(purpose)} />}
      <p role="status">
        {t(
          (problem && purpose === "numbers" ? "numbersFailed" : problem) ||
            (part === undefined ? "loading" : "reading"),
        )}
      </p>
      {problem ? (
        problem === "failed" && (
          <button
            type="button"
            class="t-button t-small t-primary"
            data-ocr-again=""
            onClick={() => {
              setProblem("");
              setPart(undefined);
              setAttempt(attempt + 1);
            }}
          >
            {t("again")}
          </button>
        )
      ) : (
        <p class="t-hint">{t("once")}</p>
      )}
      {purpose === "title" && <Ways locale={locale} problem={problem !== ""} />}
    </div>
  );
}

/** How WeChat itself gives the text of a picture. */
function Ways({ locale, problem }: { locale: string; problem: boolean }) {
  const t = translator(locale, STRINGS);
  return (
    <>
      <h3 class="p-way">{t(problem ? "instead" : "quicker")}</h3>
      <ol class="p-ways" role="list">
        {(["hold", "extract", "paste"] as const).map((step) => (
          <li key={step}>
            <WayDrawing step={step} />
            <span>{t(step)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function begin(picture: Blob, onProgress: (done: number) => void): Reading {
  const stop = new AbortController();
  const result = import("../files/ocr/picture-reader.ts").then(({ readPicture }) =>
    readPicture(picture, { signal: stop.signal, onProgress }),
  );
  return { stop, result };
}

/** Whether the browser could not decode the picture. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && ["InvalidStateError", "EncodingError", "NotReadableError"].includes(error.name);

/** A phone with the place to tap, drawn like those of the result. */
function WayDrawing({ step }: { step: "hold" | "extract" | "paste" }) {
  return (
    <svg viewBox="0 0 64 64" class="t-draw" aria-hidden="true" focusable="false">
      <rect class="t-draw-phone" x="6" y="3" width="52" height="58" rx="7" />
      {step === "hold" && (
        <>
          <rect class="t-draw-target" x="14" y="12" width="36" height="40" rx="4" />
          <path class="t-draw-line" d="M20 20h24M20 27h18" />
          <circle class="t-draw-on" cx="32" cy="41" r="3" />
          <circle class="t-draw-on" cx="32" cy="41" r="7" />
        </>
      )}
      {step === "extract" && (
        <>
          <rect class="t-draw-line" x="14" y="10" width="36" height="20" rx="4" />
          <rect class="t-draw-target" x="11" y="36" width="42" height="15" rx="4" />
          <path class="t-draw-on" d="M16 46v-5h8v5M20 41v6M29 41h18M29 46h12" />
        </>
      )}
      {step === "paste" && (
        <>
          <rect class="t-draw-target" x="14" y="14" width="36" height="13" rx="6" />
          <path class="t-draw-on" d="M22 20.5h20" />
          <path class="t-draw-line" d="M14 36h36M14 44h28M14 52h20" />
        </>
      )}
    </svg>
  );
}
