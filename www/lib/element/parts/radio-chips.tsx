import { NO_FORM } from "../context.ts";

interface Props<Id extends string> {
  /** Shared by the radio buttons. */
  name: string;
  options: readonly { id: Id; label: string }[];
  chosen: Id | undefined;
  choose: (id: Id) => void;
  /** Role and name of the group, where no fieldset and legend are them. */
  group?: { role: "group" | "radiogroup"; "aria-label": string };
}

/** Radio buttons as small chips, for a choice that is no field. */
export function RadioChips<Id extends string>({ name, options, chosen, choose, group }: Props<Id>) {
  return (
    <div class="t-chips t-chips-small" {...group}>
      {options.map((option) => (
        <label class="t-chip" key={option.id}>
          <input
            type="radio"
            name={name}
            form={NO_FORM}
            value={option.id}
            checked={option.id === chosen}
            onChange={() => choose(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
