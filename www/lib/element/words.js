/**
 * The form's own words (buttons, headings, states), Chinese and English side by side.
 * What concerns the domain comes from `form()` and `assess()` and stands nowhere here. `{n}` and the like are filled in;
 * a third entry is the English for n = 1.
 */

/** @type {Record<string, [zh: string, en: string, one?: string]>} */
const WORDS = {
  // Steps
  start: ["准备", "Before you start"],
  evidence: ["证据", "Evidence"],
  review: ["核对", "Check your answers"],
  texts: ["文书与投诉", "Texts and next steps"],
  followUp: ["跟进", "Follow-up"],
  steps: ["步骤", "Steps"],
  stepOf: ["第 {n} 步，共 {of} 步", "Step {n} of {of}"],
  allSteps: ["全部步骤", "All steps"],
  done: ["已完成", "complete"],
  begun: ["已填 {n}/{of}", "{n} of {of} filled in"],
  faulty: ["有 {n} 处要改", "{n} to correct"],
  back: ["上一步", "Back"],
  next: ["下一步", "Next"],
  nextTo: ["下一步：{step}", "Next: {step}"],
  begin: ["开始填写", "Start"],

  // Before you start
  startTitle: ["写好一份投诉，大约五分钟", "A sound complaint in about five minutes"],
  startLead: ["按步骤填写，这里会检查内容、评估证据、推荐渠道、计算期限，并写好可以直接提交的文书。",
    "Answer step by step. This form checks your answers, weighs your evidence, suggests where to complain, counts the deadlines and writes the texts."],
  startPrivate: ["所有内容只留在这台设备上，不会上传。", "Everything stays on this device. Nothing is uploaded."],
  startNeed: ["手边最好有", "Have these at hand"],
  startRequired: ["必须填写", "Always needed"],
  startChannel: ["向部分渠道投诉时需要", "Needed by some channels"],
  startProof: ["有的话更好的证据", "Evidence worth having"],
  startAny: ["缺几项也没关系：各步骤可以按任意顺序填写，随时回来补充。", "Some of it missing? Steps can be taken in any order, and you can come back at any time."],

  // Fields
  optional: ["选填", "optional"],
  neededBy: ["{channel}需要", "needed by {channel}"],
  example: ["例如 {example}", "For example {example}"],
  rest: ["更多选填项", "More, optional"],
  dateIncomplete: ["请把日期填完整（年、月、日）。", "Complete the date: year, month and day."],
  useInstead: ["改为“{value}”", "Use “{value}”"],
  showPlace: ["查看“{text}”", "Show “{text}”"],
  counter: ["{n} / {of} 字", "{n} / {of} characters"],
  count: ["{n} 字", "{n} characters"],
  error: ["错误", "Error"],
  warning: ["提醒", "Warning"],
  advice: ["建议", "Advice"],
  choose: ["请选择", "Choose"],
  suggested: ["从描述看，像是“{reason}”。", "From your description this looks like “{reason}”."],
  suggestedOther: ["从描述看，更像是“{reason}”。", "From your description this looks more like “{reason}”."],
  suggestedBy: ["依据：{words}", "Because you write: {words}"],
  quote: ["“{text}”", "“{text}”"],
  adopt: ["选这一项", "Choose this"],
  adopted: ["投诉原因已选“{reason}”。", "The reason is now “{reason}”."],
  undo: ["撤销", "Undo"],
  usual: ["这类问题常提的要求", "Usual for this reason"],
  others: ["其他", "Others"],
  notes: ["{n} 条提示", "{n} notes", "1 note"],
  notesSaid: ["{field}有 {n} 条提示", "{n} notes on “{field}”", "1 note on “{field}”"],
  keepInMind: ["请注意", "Please note"],

  // Pasting
  paste: ["粘贴", "Paste"],
  pasteTitle: ["粘贴订单信息，自动填写", "Paste order details to fill in"],
  pasteHint: ["订单详情、微信账单、物流通知都可以，只在本机识别。", "An order page, a WeChat bill or a delivery notice; read on this device only."],
  pasteLabel: ["粘贴的内容", "Pasted text"],
  pasteByHand: ["请在框里长按选择“粘贴”，或按 Ctrl+V（苹果电脑按 ⌘V）。", "Hold the box and choose Paste, or press Ctrl+V (⌘V on a Mac)."],
  pasteNone: ["没有识别出可填写的内容。", "Nothing found that belongs in a field."],
  pasteFilled: ["已填入 {n} 项。", "{n} filled in. "],
  pasteOpen: ["{n} 项待你决定。", "{n} for you to decide.", "1 for you to decide."],
  pasteLikely: ["请核对", "please check"],
  pasteFrom: ["来自：", "From:"],
  pasteReplaces: ["现在填的是“{old}”", "The field holds “{old}”"],
  pasteTake: ["填入", "Fill in"],
  pasteTakeNamed: ["填入{field}", "Fill in {field}"],
  pasteReplace: ["替换", "Replace"],
  pasteReplaceNamed: ["替换{field}", "Replace {field}"],
  pasteUndo: ["撤销", "Undo"],
  pasteUndoNamed: ["撤销{field}", "Undo {field}"],
  pasteClear: ["清掉粘贴的文字", "Remove the pasted text"],

  // Evidence
  score: ["证据评分", "Evidence score"],
  scoreOf: ["{n} 分", "{n} of 100"],
  scoreSaid: ["证据评分 {n} 分，{grade}", "Evidence score {n} of 100, {grade}"],
  scoreNext: ["再补一项：{kind}，可加 {n} 分", "Add next: {kind}, +{n}"],
  scoreFull: ["与投诉原因有关的证据已经齐备。", "You hold all evidence that matters for this reason."],
  evidenceLead: ["手里有的就勾选。没有的不要勾：文书只列出你勾选的证据。", "Tick only what you hold. The texts list what you tick and nothing else."],
  evidenceMore: ["其他证据", "Other evidence"],
  gain: ["+{n} 分", "+{n}"],
  why: ["{kind}：为什么重要，怎样取得", "{kind}: why it matters and how to get it"],
  shows: ["这份证据能看清", "What it shows"],
  pieceTitle: ["名称", "Title"],
  pieceCount: ["数量（张或页）", "Images or pages"],
  pieceDate: ["形成日期", "Date of the piece"],
  pieceNote: ["说明", "Note"],
  pieceNth: ["第 {n} 份", "Piece {n}"],
  pieceAdd: ["再加一份", "Add another"],
  pieceRemove: ["删除这一份", "Remove this piece"],
  pieceMore: ["补充名称、日期和说明", "Add title, date and note"],
  fewer: ["减少", "Fewer"],
  more: ["增加", "More"],

  // Claims
  claims: ["按你填写的事实，法律支持的请求", "What the law supports on the facts you gave"],
  claimUpTo: ["{amount} 元", "¥{amount}"],
  law: ["《{title}》第 {article} 条", "{title}, art. {article}"],
  lawChecked: ["核对于 {date}", "checked on {date}"],

  // Review
  reviewLead: ["逐项看一遍，点一项就能修改。", "Read through. Any item can be changed."],
  summaryTitle: ["还有 {n} 处需要改正", "There are {n} things to correct", "There is 1 thing to correct"],
  summaryNone: ["没有错误，可以去看文书了。", "No errors. Your texts are ready."],
  lookAgain: ["再看一眼会更好（{n}）", "Worth another look ({n})"],
  change: ["修改", "Change"],
  changeNamed: ["修改{field}", "Change {field}"],
  missing: ["还没填", "Not filled in"],
  leftEmpty: ["选填项未填：{fields}", "Optional, left empty: {fields}"],
  noEvidence: ["还没有勾选证据", "No evidence ticked yet"],
  pieces: ["{n} 张（页）", "{n} images or pages", "1 image or page"],

  // Channels and texts
  channel: ["投诉渠道", "Where to complain"],
  recommended: ["推荐", "Advised"],
  notFitting: ["目前不适用", "Does not fit now"],
  otherChannels: ["换一个渠道", "Choose another channel"],
  stepsOf: ["怎样提交", "How to file"],
  waiting: ["等待时间：", "Waiting time:"],
  unconfirmed: ["以下步骤来自一般经验，请以实际页面为准。", "These steps come from general knowledge. Please check them against what you see."],
  channelMissing: ["这个渠道还需要", "This channel still needs"],
  open: ["打开 {url}", "Open {url}"],
  call: ["拨打 {phone}", "Call {phone}"],
  document: ["文书", "Text"],
  documents: ["选择文书", "Choose a text"],
  hideContact: ["隐去联系方式", "Leave contact details out"],
  hideContactHint: ["给商家看的文书可以不写电话、邮箱和地址。", "For a text the merchant will read: no phone, e-mail or address."],
  copyAll: ["复制全文", "Copy all"],
  copy: ["复制", "Copy"],
  copyPart: ["复制{part}", "Copy {part}"],
  copied: ["已复制", "Copied"],
  copyFailed: ["浏览器不允许自动复制。下面的文字已选中，请长按选择“复制”，或按 Ctrl+C（苹果电脑按 ⌘C）。",
    "This browser does not allow copying. The text below is selected: hold it and choose Copy, or press Ctrl+C (⌘C on a Mac)."],
  byParts: ["分段复制", "Copy part by part"],
  byPartsHint: ["有的网站要逐栏填写，或不允许粘贴长文。", "For sites that ask field by field or refuse long pastes."],
  within: ["{n} 字，上限 {of} 字", "{n} characters, limit {of}"],
  over: ["{n} 字，超出上限 {of} 字", "{n} characters, over the limit of {of}"],
  omitted: ["因字数限制没有写入：{fields}", "Left out to fit the limit: {fields}"],
  lacking: ["这份文书还缺：{fields}", "This text still lacks: {fields}"],
  notReady: ["还有 {n} 处错误，提交前请先改正。", "{n} things to correct before you file.", "1 thing to correct before you file."],
  toReview: ["去核对", "Check your answers"],
  beforeFiling: ["提交前", "Before you file"],
  saveAs: ["保存与分享", "Save and share"],
  logFiled: ["我已提交，记入进展", "I have filed it: add to the log"],

  // Follow-up
  nextStep: ["下一步做什么", "What to do next"],
  nextBy: ["建议走：{channel}", "Advised now: {channel}"],
  openTexts: ["查看步骤和文书", "See steps and texts"],
  timeline: ["时间线", "Timeline"],
  timelineEmpty: ["填写日期或记录进展后，期限会出现在这里。", "Deadlines appear here once dates or log entries are filled in."],
  today: ["今天", "Today"],
  dueToday: ["今天到期", "Due today"],
  daysLeft: ["还剩 {n} 天", "{n} days left", "1 day left"],
  daysOver: ["已过 {n} 天", "{n} days over", "1 day over"],
  estimated: ["估算：该年度节假日安排尚未公布", "Estimate: that year's public holidays are not published yet"],
  whenOver: ["到期后：{next}", "When it runs out: {next}"],
  log: ["进展记录", "Log"],
  logLead: ["每次联系、提交、收到答复都记一笔，期限和下一步会随之更新。", "Note every contact, filing and reply: deadlines and advice follow."],
  logAdd: ["添加记录", "Add an entry"],
  logDate: ["日期", "Date"],
  logChannel: ["对象或渠道", "Whom or where"],
  logAction: ["做了什么", "What happened"],
  logReference: ["受理号或工单号", "Case or receipt number"],
  logNote: ["备注", "Note"],
  logRemove: ["删除这条记录", "Remove this entry"],
  logEntry: ["第 {n} 条", "Entry {n}"],
  logRemoved: ["已删除。", "Removed."],
  prevention: ["下次可以这样避免", "Next time"],

  // The panel beside the form
  summary: ["概览", "Overview"],
  advised: ["推荐渠道", "Advised channel"],
  nextDeadline: ["最近的期限", "Next deadline"],
  preview: ["文书预览", "Preview"],
  previewLive: ["随填写更新", "Follows what you type"],

  // Saving
  saving: ["正在保存…", "Saving…"],
  saved: ["已保存在本机", "Saved on this device"],
  temporary: ["只在本页保留，关闭后消失", "Kept until this page is closed"],
  saveFailed: ["没有保存成功，请先复制文书留底。", "Not saved. Please copy your text to keep it."],
  loadFailed: ["读不到之前保存的内容。", "What was saved before could not be read."],
  listJoin: ["、", ", "],
};

/**
 * Looks words up in one language.
 * @param {string} locale
 * @param {Record<string, [zh: string, en: string, one?: string]>} [table]
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function wordsFor(locale, table = WORDS) {
  return (key, values = {}) => {
    const [zh, en, one] = table[key];
    const words = locale !== "en" ? zh : one && values.n === 1 ? one : en;
    return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
}

/** A civil date (YYYY-MM-DD) as people write it. @param {string} date @param {string} locale */
export function sayDate(date, locale) {
  const [year, month, day] = date.split("-").map(Number);
  if (!year || !month || !day) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}

/** Length as web forms count it. @param {string} value */
export const lengthOf = (value) => value.length;
