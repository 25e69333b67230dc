/** The form in the logic layer: drawn from form(), judged by assess() at every input, written by compose(). */

const tousu = require("tousu");

Page({
  data: { state: "loading", sections: [], evidence: [], values: {}, errors: {}, score: 0, grade: "", channel: "", ready: false },

  async onLoad() {
    this.draft = {};
    /** Fields that were left: only their errors are shown. */
    this.left = new Set();
    try {
      await getApp().loaded;
    } catch (error) {
      this.setData({ state: "failed" });
      return;
    }
    this.spec = tousu.form();
    this.setData({ state: "ready", sections: this.spec.sections, evidence: this.spec.evidence });
    this.judge();
  },

  /** Text, date and choice alike: the name of the field stands on the control. */
  onChange({ currentTarget, detail }) {
    this.set(currentTarget.dataset.field, detail.value);
  },
  onLeave({ currentTarget }) {
    this.left.add(currentTarget.dataset.field);
    this.judge();
  },
  onEvidence({ detail }) {
    this.set("evidence", detail.value.map((kind) => ({ kind })));
  },

  set(field, value) {
    this.draft = { ...this.draft, [field]: value };
    if (value === "" || value.length === 0) delete this.draft[field];
    this.judge();
  },

  judge() {
    const { ready, issues, evidence, channels } = tousu.assess(this.draft);
    const label = (list, id) => list.find((entry) => entry.id === id).label;
    const errors = {};
    for (const { severity, path, message } of issues) {
      const field = path[0];
      if (severity === "error" && this.left.has(field) && !errors[field]) errors[field] = message;
    }
    this.setData({
      values: this.draft,
      errors,
      ready,
      score: evidence.score,
      grade: label(this.spec.grades, evidence.grade),
      channel: label(this.spec.channels, channels.find(({ recommended }) => recommended).id),
    });
  },

  /** The nine-line form, with the deadlines that run. */
  onWrite() {
    const { title, body } = tousu.compose(this.draft, { document: "form" });
    const deadlines = tousu.assess(this.draft).deadlines.map(({ id, due }) => ({ title: this.spec.deadlines.find((entry) => entry.id === id).label, due }));
    getApp().text = { title, text: body, deadlines };
    wx.navigateTo({ url: "/pages/text/text" });
  },
  onWeb() {
    wx.navigateTo({ url: "/pages/text/text?from=web" });
  },
});
