const PATHS = {
  check: "M4.5 12.5l5 5 10-11",
  chevron: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  paste: "M9 4H5v17h14V4h-4M9 2.5h6v4H9zM9 12h6M9 16h4",
  picture: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.5 9v.2",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  copy: "M9 9h11v12H9zM5 15V3h11",
  alert: "M12 7v6.5M12 16.8v.4M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z",
  info: "M12 11v6M12 7v.4M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z",
};

/** A line icon in the colour of the text around it; decoration only. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" class="t-icon" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
