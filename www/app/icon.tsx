const PATHS = {
  check: "M4.5 12.5l5 5 10-11",
  plus: "M12 5v14M5 12h14",
  alert: "M12 7v6.5M12 16.8v.4M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
};

/** A line icon in the colour of the text around it; decoration only. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" class="t-icon" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
