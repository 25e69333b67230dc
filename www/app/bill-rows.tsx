/** A bill that was picked, dropped or shared: its payments to choose one from, and what that one would fill in. */

import { useEffect, useRef, useState } from "preact/hooks";
import { type Locale, recognize } from "tousu";
import { type StringTable, type TousuForm, translator } from "tousu/element";
import { type BillRow, readBill } from "../files/bills/bill.ts";
import { openDialog } from "./dialog.tsx";

const STRINGS = {
  title: ["从账单选一笔付款", "Choose a payment from the bill"],
  close: ["关闭", "Close"],
  busy: ["正在读取…", "Reading…"],
  search: ["搜索商家、商品或金额", "Search merchant, item or amount"],
  count: ["{n} 笔付款", "{n} payments", "1 payment"],
  more: ["显示更多", "Show more"],
  back: ["重新选择", "Choose another"],
  fill: ["填入表单", "Fill in"],
  finds: ["这一笔付款可以填入：", "This payment gives:"],
  likely: ["请核对", "please check"],
  replaces: ["现为：{value}", "now: {value}"],
  nothing: ["这一行里没有可以填入的内容。", "Nothing in this row can be filled in."],
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

/** Shows the bill. Resolves to the number of fields that were filled in when it is closed. */
export function openBill(form: TousuForm, locale: Locale, file: Blob): Promise<number> {
  return openPanel(form, locale, () => readBill(file));
}

/** Shows what a text would fill in. */
export const openText = (form: TousuForm, locale: Locale, text: string): Promise<number> =>
  openPanel(form, locale, async () => text);

function openPanel(form: TousuForm, locale: Locale, read: () => Promise<BillRow[] | string>): Promise<number> {
  let filled = 0;
  const panel = (close: () => void) => {
    const done = (count: number) => {
      filled = count;
      close();
    };
    return <Panel form={form} locale={locale} read={read} done={done} />;
  };
  return openDialog("p-panel", translator(locale, STRINGS)("title"), panel).then(() => filled);
}

interface PanelProps {
  form: TousuForm;
  locale: Locale;
  read: () => Promise<BillRow[] | string>;
  done: (filled: number) => void;
}

function Panel({ form, locale, read, done }: PanelProps) {
  const t = translator(locale, STRINGS);
  const [rows, setRows] = useState<readonly BillRow[]>();
  const [problem, setProblem] = useState("");
  const [chosen, choose] = useState<string>();
  useEffect(() => {
    read().then(
      (found) => {
        if (typeof found === "string") choose(found);
        else if (found.length === 0) setProblem("none");
        else setRows(found);
      },
      (error) => setProblem((error as { code?: string }).code ?? "damaged"),
    );
  }, []);
  return (
    <div class="p-panel-inner">
      <div class="p-menu-head">
        <h2>{t("title")}</h2>
        <button type="button" class="p-tool" data-bill-close="" onClick={() => done(0)}>
          {t("close")}
        </button>
      </div>
      <p class="t-hint" role="status" data-bill-said="">
        {problem ? t(`bill.${problem}` as keyof typeof STRINGS) : rows ? t("count", { n: rows.length }) : ""}
        {!problem && !rows && chosen === undefined && t("busy")}
      </p>
      {chosen !== undefined ? (
        <Finds form={form} locale={locale} text={chosen} back={rows && (() => choose(undefined))} done={done} />
      ) : (
        rows && <Rows rows={rows} locale={locale} onChoose={({ text }) => choose(text)} />
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

/** Values read from a text, for the fields that the form has. */
function findsIn(form: TousuForm, locale: Locale, text: string): Find[] {
  const { fields, spans } = recognize(text, { locale, today: form.today });
  const { draft } = form;
  const known = form.spec?.sections.flatMap((section) => section.fields) ?? [];
  return Object.entries(fields).flatMap(([field, value]) => {
    const spec = known.find(({ id }) => id === field);
    if (!spec) return [];
    const options: readonly { id: string; label: string }[] = spec.options ?? [];
    const inWords = (raw: unknown) => options.find(({ id }) => id === raw)?.label ?? String(raw ?? "");
    const now = draft[field];
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

function Finds({
  form,
  locale,
  text,
  back,
  done,
}: {
  form: TousuForm;
  locale: Locale;
  text: string;
  back: (() => void) | undefined;
  done: (filled: number) => void;
}) {
  const t = translator(locale, STRINGS);
  const [finds] = useState(() => findsIn(form, locale, text));
  const list = useRef<HTMLFormElement>(null);
  async function fill() {
    const wanted = new FormData(list.current ?? undefined).getAll("field");
    const chosen = finds.filter(({ field }) => wanted.includes(field));
    const values = Object.fromEntries(chosen.map(({ field, value }) => [field, value]));
    const draft = { ...form.draft, ...values };
    form.draft = draft;
    await Promise.resolve(form.storage?.save(draft)).catch(() => {}); // the form reports a storage that fails
    done(chosen.length);
  }
  return (
    <form
      ref={list}
      onSubmit={(event) => {
        event.preventDefault();
        void fill();
      }}
    >
      <p>{t(finds.length > 0 ? "finds" : "nothing")}</p>
      <ul role="list" class="p-rows">
        {finds.map(({ field, label, inWords, now, likely }) => (
          <li key={field}>
            <label class="p-find">
              {/* What the person typed is not replaced unasked. */}
              <input type="checkbox" name="field" value={field} defaultChecked={now === ""} />
              <span>
                {label}：{inWords}
                {likely && <span class="t-badge">{t("likely")}</span>}
                {now && <span class="t-hint">{t("replaces", { value: now })}</span>}
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
