/** The follow-up step: the next move, the timeline, the log, and how to avoid this next time. */

import { useForm } from "../context.ts";
import { Log } from "../parts/log.tsx";
import { Timeline } from "../parts/timeline.tsx";

export function FollowUpStep() {
  const form = useForm();
  const prevention = form.assessed("prevention");
  return (
    <div class="t-stack">
      <NextStep />
      <Timeline />
      <Log />
      {prevention.length > 0 && (
        <section>
          <h3 class="t-cells-title">{form.t("prevention")}</h3>
          <div class="t-cells t-cell">
            <ul class="t-list">
              {prevention.map((id) => (
                <li key={id}>{form.label("prevention", id)}</li>
              ))}
            </ul>
          </div>
        </section>
      )}
    </div>
  );
}

function NextStep() {
  const form = useForm();
  const { t, recommended } = form;
  const pending = recommended && form.pendingAt(recommended);
  const why = pending ? [pending] : recommended ? form.whysOf(recommended) : [];
  return (
    <section>
      <h3 class="t-cells-title">{t("nextStep")}</h3>
      <div class="t-cells">
        <div class="t-cell">
          <p>
            <strong>
              {t(pending ? "nextPending" : "nextBy", { channel: form.label("channels", recommended?.id ?? "") })}
            </strong>
          </p>
          {why.map((words) => (
            <p class="t-hint" key={words}>
              {words}
            </p>
          ))}
          <button
            type="button"
            class="t-button t-small"
            onClick={() => {
              form.chooseChannel("");
              form.goTo("texts");
            }}
          >
            {t("openTexts")}
          </button>
        </div>
      </div>
    </section>
  );
}
