/**
 * Values to be filled in from a text that another app shared, that was read from a picture, or of a payment in a bill,
 * which is chosen first.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { type Locale, recognize } from "tousu";
import { type StringTable, type TousuForm, translator } from "tousu/element";
import { type BillRow, readBill } from "../files/bills/bill.ts";
import { openDialog } from "./dialog.tsx";

const STRINGS = {
  title: ["从账单选一笔付款", "Choose a payment from the bill"],
  pictureTitle: ["从图片认出的内容", "Read from the picture"],
  close: ["关闭", "Close"],
  busy: ["正在读取…", "Reading…"],
  search: ["搜索商家、商品或金额", "Search merchant, item or amount"],
  count: ["{n} 笔付款", "{n} payments", "1 payment"],
  more: ["显示更多", "Show more"],
  back: ["重新选择", "Choose another"],
  fill: ["填入表单", "Fill in"],
  finds: ["这一笔付款可以填入：", "This payment gives:"],
  pictureFinds: ["识别可能有误，请对照图片核对。", "Reading can err: check against the picture."],
  kind: ["图片类型", "Kind of picture"],
  picture: ["图片", "Picture"],
  likely: ["请核对", "please check"],
  replaces: ["现为：{value}", "now: {value}"],
  nothing: ["这一行里没有可以填入的内容。", "Nothing in this row can be filled in."],
  pictureNothing: [
    "认出了文字，但没有新的订单内容可以填入。",
    "There is text, but nothing new of an order to fill in.",
  ],
  "bill.too-large": ["文件太大，不像是账单。", "Too large for a bill."],
  "bill.locked": [
    "这是带密码的压缩包。请先用收到的解压密码打开它，再选里面的账单文件。",
    "This archive has a password. Open it with the password you were sent, then pick the bill inside.",
  ],
  "bill.archive": [
    "这是压缩包。请先解压，再选里面的账单文件。",
    "This is an archive. Unpack it first, then pick the bill inside.",
  ],
  "bill.old-excel": [
    "这是旧版或加密的 Excel 文件。请打开后另存为 .xlsx 或 .csv，再选一次。",
    "This is an old or locked Excel file. Open it, save it as .xlsx or .csv, and pick that.",
  ],
  "bill.damaged": ["文件已损坏，请重新下载账单。", "The file is damaged. Download the bill again."],
  "bill.no-table": [
    "没有找到账单表格。请选微信、支付宝或京东导出的账单（.xlsx 或 .csv）。",
    "No table of a bill was found. Pick a bill of WeChat, Alipay or JD (.xlsx or .csv).",
  ],
  "bill.none": ["账单里没有付款记录。", "There are no payments in this bill."],
} satisfies StringTable<string>;

/** Rows shown at once. */
const PORTION = 30;

/** Whether a file may be a bill, by its name and type. */
export const mayBeBill = ({ name, type }: Pick<File, "name" | "type">): boolean =>
  /\.(xlsx|xls|csv|zip)$/i.test(name) || /spreadsheetml|ms-excel|csv|zip/.test(type);

/** Chosen values by field. */
type Values = Readonly<Record<string, string>>;

/** A text to choose values from, and what is known about it. */
interface Source {
  text: string;
  /** Picture from which it was read. */
  picture?: Picture;
}

interface Picture {
  blob: Blob;
  /** Kind of evidence that it is now, and that it seems to be. */
  kind: string;
  guess: string | undefined;
}

/** Shows the bill. Resolves to the number of fields that were filled in when it is closed. */
export async function openBill(form: TousuForm, locale: Locale, file: Blob): Promise<number> {
  return fill(form, await openPanel(form, locale, () => readBill(file)));
}

/** Shows what a text would fill in; resolves as `openBill`. */
export async function openText(form: TousuForm, locale: Locale, text: string): Promise<number> {
  return fill(form, await openPanel(form, locale, async () => ({ text })));
}

/** Shows what the text of a picture would fill in. Resolves to the values that were chosen, and another kind of the picture. */
export async function openPicture(
  form: TousuForm,
  locale: Locale,
  text: string,
  picture: Picture,
): Promise<{ values: Values; kind: string | undefined }> {
  const { [KIND]: kind, ...values } = await openPanel(form, locale, async () => ({ text, picture }));
  return { values, kind };
}

async function fill(form: TousuForm, values: Values): Promise<number> {
  const count = Object.keys(values).length;
  if (count > 0) {
    const draft = { ...form.draft, ...values };
    form.draft = draft;
    await Promise.resolve(form.storage?.save(draft)).catch(() => {}); // the form reports a storage that fails
  }
  return count;
}

type Read = () => Promise<BillRow[] | Source>;

function openPanel(form: TousuForm, locale: Locale, read: Read): Promise<Values> {
  let chosen: Values = {};
  const panel = (close: () => void) => {
    const done = (values: Values) => {
      chosen = values;
      close();
    };
    return <Panel form={form} locale={locale} read={read} done={done} />;
  };
  return openDialog("p-panel", translator(locale, STRINGS)("title"), panel).then(() => chosen);
}

interface PanelProps {
  form: TousuForm;
  locale: Locale;
  read: Read;
  done: (values: Values) => void;
}

function Panel({ form, locale, read, done }: PanelProps) {
  const t = translator(locale, STRINGS);
  const [rows, setRows] = useState<readonly BillRow[]>();
  const [problem, setProblem] = useState("");
  const [chosen, choose] = useState<Source>();
  useEffect(() => {
    read().then(
      (found) => {
        if (!Array.isArray(found)) choose(found);
        else if (found.length === 0) setProblem("none");
        else setRows(found);
      },
      (error) => setProblem((error as { code?: string }).code ?? "damaged"),
    );
  }, []);
  return (
    <div class="p-panel-inner">
      <div class="p-menu-head">
        <h2>{t(chosen?.picture ? "pictureTitle" : "title")}</h2>
        <button type="button" class="p-tool" data-bill-close="" onClick={() => done({})}>
          {t("close")}
        </button>
      </div>
      <p class="t-hint" role="status" data-bill-said="">
        {problem ? t(`bill.${problem}` as keyof typeof STRINGS) : rows ? t("count", { n: rows.length }) : ""}
        {!problem && !rows && chosen === undefined && t("busy")}
      </p>
      {chosen !== undefined ? (
        <Finds form={form} locale={locale} source={chosen} back={rows && (() => choose(undefined))} done={done} />
      ) : (
        rows && <Rows rows={rows} locale={locale} onChoose={({ text }) => choose({ text })} />
      )}
    </div>
  );
}

function Rows({
  rows,
  locale,
  onChoose,
}: {
  rows: readonly BillRow[];
  locale: Locale;
  onChoose: (row: BillRow) => void;
}) {
  const t = translator(locale, STRINGS);
  const [words, setWords] = useState("");
  const [shown, show] = useState(PORTION);
  const wanted = words.trim().toLowerCase();
  const fitting = rows.filter((row) =>
    [row.time, row.party, row.item, row.amount].some((cell) => cell.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <input
        type="search"
        class="t-input"
        data-bill-search=""
        aria-label={t("search")}
        placeholder={t("search")}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <ul role="list" class="p-rows">
        {fitting.slice(0, shown).map((row, index) => (
          <li key={index}>
            <button type="button" class="p-row" data-bill-row="" onClick={() => onChoose(row)}>
              <span>{row.party || row.item}</span>
              <b>{row.amount}</b>
              <span class="t-hint">
                {[row.party && row.item, row.time.slice(0, 16), row.status].filter(Boolean).join(" · ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {fitting.length > shown && (
        <button type="button" class="t-button t-small" onClick={() => show(shown + PORTION)}>
          {t("more")}
        </button>
      )}
    </>
  );
}

interface Find {
  field: string;
  label: string;
  value: string;
  inWords: string;
  now: string;
  likely: boolean;
}

/** Name of the find that is the kind of the picture: no field has a name with a blank. */
const KIND = "kind of picture";

/** The kind of the picture, where it seems to be another one. */
function kindOf(form: TousuForm, locale: Locale, { kind, guess }: Picture): Find[] {
  if (guess === undefined || guess === kind) return [];
  const label = (id: string) => form.spec?.evidence.find((one) => one.id === id)?.label ?? id;
  const t = translator(locale, STRINGS);
  return [{ field: KIND, label: t("kind"), value: guess, inWords: label(guess), now: label(kind), likely: true }];
}

/** Values read from a text, for the fields that the form has. */
function findsIn(form: TousuForm, locale: Locale, { text, picture }: Source): Find[] {
  const { fields, spans } = recognize(text, { locale, today: form.today, source: picture ? "ocr" : "text" });
  const { draft } = form;
  const known = form.spec?.sections.flatMap((section) => section.fields) ?? [];
  return Object.entries(fields).flatMap(([field, value]) => {
    const spec = known.find(({ id }) => id === field);
    if (!spec) return [];
    const options: readonly { id: string; label: string }[] = spec.options ?? [];
    const inWords = (raw: unknown) => options.find(({ id }) => id === raw)?.label ?? String(raw ?? "");
    const now = draft[field];
    if (picture && String(now ?? "") === value) return []; // read a second time
    return [
      {
        field,
        label: spec.label,
        value,
        inWords: inWords(value),
        now: now === undefined || String(now) === value ? "" : inWords(now),
        likely: spans.find((span) => span.field === field)?.confidence === "likely",
      },
    ];
  });
}

/** The picture, to be compared with what was read in it. */
function Preview({ blob, label }: { blob: Blob; label: string }) {
  const [address] = useState(() => URL.createObjectURL(blob));
  useEffect(() => () => URL.revokeObjectURL(address), []);
  return (
    <div class="p-find-picture" role="group" aria-label={label} tabIndex={0}>
      <img src={address} alt="" />
    </div>
  );
}

function Finds({
  form,
  locale,
  source,
  back,
  done,
}: {
  form: TousuForm;
  locale: Locale;
  source: Source;
  back: (() => void) | undefined;
  done: (values: Values) => void;
}) {
  const t = translator(locale, STRINGS);
  const { picture } = source;
  const [finds] = useState(() => [...(picture ? kindOf(form, locale, picture) : []), ...findsIn(form, locale, source)]);
  const list = useRef<HTMLFormElement>(null);
  function take() {
    const wanted = new FormData(list.current ?? undefined).getAll("field");
    const chosen = finds.filter(({ field }) => wanted.includes(field));
    done(Object.fromEntries(chosen.map(({ field, value }) => [field, value])));
  }
  const said = finds.length > 0 ? (picture ? "pictureFinds" : "finds") : picture ? "pictureNothing" : "nothing";
  return (
    <form
      ref={list}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <p>{t(said)}</p>
      {picture && finds.length > 0 && <Preview blob={picture.blob} label={t("picture")} />}
      <ul role="list" class="p-rows">
        {finds.map(({ field, label, inWords, now, likely }) => (
          <li key={field}>
            <label class="p-find">
              {/* What the person typed is not replaced unasked. */}
              <input type="checkbox" name="field" value={field} defaultChecked={now === "" || field === KIND} />
              <span>
                {label}：{inWords}
                {likely && !picture && <span class="t-badge">{t("likely")}</span>}
                {now && <span class="t-hint"> {t("replaces", { value: now })}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div class="t-actions">
        {finds.length > 0 && (
          <button type="submit" class="t-button t-small t-primary" data-bill-fill="">
            {t("fill")}
          </button>
        )}
        {back && (
          <button type="button" class="t-button t-small" onClick={back}>
            {t("back")}
          </button>
        )}
      </div>
    </form>
  );
}
