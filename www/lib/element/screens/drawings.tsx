/**
 * Drawings of where to tap in WeChat. Menus change their names and places; so a drawing shows a kind of screen and is found by
 * the words that a step or a way uses for it, in whichever language.
 */

import type { ComponentChildren } from "preact";

interface Drawing {
  /** Any of these words calls for it. */
  words: readonly string[];
  draw: () => ComponentChildren;
}

const row = (y: number, width = 30) => <path class="t-draw-line" d={`M15 ${y}h${width}`} />;
const target = (x: number, y: number, width: number, height: number, radius = 4) => (
  <rect class="t-draw-target" x={x} y={y} width={width} height={height} rx={radius} />
);

/** In order: the first whose words occur is taken. */
const DRAWINGS: readonly Drawing[] = [
  {
    words: ["右上角", "“…”", "upper corner"],
    draw: () => (
      <>
        {row(34)}
        {row(44, 22)}
        {target(33, 12, 20, 11, 5.5)}
        <path class="t-draw-dots" d="M38 17.5h.01M43 17.5h.01M48 17.5h.01" />
      </>
    ),
  },
  {
    words: ["账单", "这笔付款", "bill", "this payment"],
    draw: () => (
      <>
        {row(20, 18)}
        <path class="t-draw-line" d="M44 20h6" />
        {target(11, 28, 42, 15)}
        <path class="t-draw-on" d="M16 35.5h16M43 32l3 4 3-4M46 36v4M43.5 37.5h5" />
        {row(52, 20)}
      </>
    ),
  },
  {
    words: ["客服", "聊天", "售后", "customer service", "after-sale"],
    draw: () => (
      <>
        <rect class="t-draw-line" x="13" y="15" width="12" height="12" rx="2" />
        <path class="t-draw-line" d="M30 18h20M30 24h12" />
        {target(27, 36, 26, 14, 7)}
        <path class="t-draw-on" d="M34 43h12" />
      </>
    ),
  },
  {
    words: ["帮助与反馈", "设置", "settings"],
    draw: () => (
      <>
        {row(20)}
        {row(30)}
        {target(11, 37, 42, 12)}
        <path class="t-draw-on" d="M16 43h20M46 40l3 3-3 3" />
      </>
    ),
  },
  {
    words: ["截图", "上传", "screenshot", "Upload", "upload"],
    draw: () => (
      <>
        {target(14, 18, 36, 30)}
        <path class="t-draw-on" d="M17 43l9-10 7 7 5-5 9 9M40 26h.01" />
      </>
    ),
  },
  {
    words: ["贴上", "发过去", "文书", "Paste", "paste", "Send the letter"],
    draw: () => (
      <>
        {target(18, 13, 35, 24)}
        <path class="t-draw-on" d="M23 20h25M23 25h25M23 30h14" />
        <rect class="t-draw-line" x="11" y="45" width="42" height="9" rx="3" />
      </>
    ),
  },
  {
    words: ["电话", "打 ", "来电", "call", "phone"],
    draw: () => (
      <path
        class="t-draw-on"
        d="M23 18l6-2 4 10-4 3c2 5 5 8 10 10l3-4 10 4-2 6c-1 3-4 4-7 3-12-3-20-11-23-23-1-3 0-6 3-7z"
        transform="translate(-2 0)"
      />
    ),
  },
  {
    words: ["平台", "登录", "网", "log in", "platform"],
    draw: () => (
      <>
        <path class="t-draw-line" d="M8 22h48" />
        <rect class="t-draw-line" x="14" y="13.5" width="36" height="5" rx="2.5" />
        {row(30)}
        {target(14, 38, 36, 12)}
        <path class="t-draw-on" d="M22 44h20" />
      </>
    ),
  },
  {
    words: ["单号", "编号", "记下", "number"],
    draw: () => (
      <>
        {row(18)}
        {row(26, 22)}
        {target(11, 33, 42, 15)}
        <path class="t-draw-on" d="M17 44l2-7M23 44l2-7M15.5 39h11M15 42h11M33 40.5h14" />
      </>
    ),
  },
  {
    words: ["选", "找", "Choose", "Look for", "look for", "投诉", "complaint"],
    draw: () => (
      <>
        {row(18)}
        {target(11, 24, 42, 12)}
        <path class="t-draw-on" d="M16 30h20M44 30l2.5 2.5 4-5" />
        {row(44)}
        {row(52, 20)}
      </>
    ),
  },
];

const drawingFor = (words: string) => DRAWINGS.find((one) => one.words.some((word) => words.includes(word)));

/** A phone with the place to tap, for what a text describes; an empty place of the same size where there is no drawing. */
export function TapDrawing({ words }: { words: string }) {
  const drawing = drawingFor(words);
  return (
    <svg viewBox="0 0 64 64" class="t-draw" aria-hidden="true" focusable="false">
      {drawing && (
        <>
          <rect class="t-draw-phone" x="6" y="3" width="52" height="58" rx="7" />
          {drawing.draw()}
        </>
      )}
    </svg>
  );
}

/** A letter on its way, for what was just sent. */
export function SentDrawing() {
  return (
    <svg viewBox="0 0 96 72" class="t-scene" aria-hidden="true" focusable="false">
      <rect class="t-scene-paper" x="18" y="16" width="60" height="42" rx="6" />
      <path class="t-scene-line" d="M20 20l28 22 28-22" />
      <circle class="t-scene-accent" cx="76" cy="54" r="13" />
      <path class="t-scene-check" d="M70 54l4.5 4.5 8-9" />
      <path class="t-scene-line t-scene-move" d="M2 30h9M5 40h6M2 50h9" />
    </svg>
  );
}

/** A calendar sheet with nothing on it. */
export function EmptyDrawing() {
  return (
    <svg viewBox="0 0 96 72" class="t-scene" aria-hidden="true" focusable="false">
      <rect class="t-scene-paper" x="22" y="14" width="52" height="48" rx="6" />
      <path class="t-scene-line" d="M22 27h52M35 9v10M61 9v10M34 38h8M46 38h6M34 49h16" />
      <circle class="t-scene-accent" cx="64" cy="48" r="4" />
    </svg>
  );
}

/** A sun above a level line: the matter is settled. */
export function DoneDrawing() {
  return (
    <svg viewBox="0 0 96 72" class="t-scene" aria-hidden="true" focusable="false">
      <path class="t-scene-line" d="M10 58h76M48 8v7M20 20l5 5M76 20l-5 5M10 44h7M79 44h7" />
      <path class="t-scene-accent" d="M26 58a22 22 0 0 1 44 0z" />
      <path class="t-scene-check" d="M40 49l6 6 11-13" />
    </svg>
  );
}
