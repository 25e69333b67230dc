/** Civil dates as whole days since 1970-01-01, and when a period runs out. */

const LENGTHS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day of that year, month (1–12) and day of the month; undefined where the calendar has none, or outside 1900–2199. */
export function civil(year, month, day) {
  if (!(year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month))) return undefined;
  const y = month <= 2 ? year - 1 : year;
  const ofYear = Math.trunc((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return y * 365 + Math.trunc(y / 4) - Math.trunc(y / 100) + Math.trunc(y / 400) + ofYear - 719468;
}

const FIRST = civil(1900, 1, 1);
const LAST = civil(2199, 12, 31);

function monthLength(year, month) {
  return month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : LENGTHS[month];
}

/** That many days later, within the same range. */
export function plusDays(day, days) {
  const moved = day + days;
  return moved >= FIRST && moved <= LAST ? moved : undefined;
}

/** Year, month and day of the month in one number: 20261103. */
export function digitsOf(day) {
  const z = day + 719468;
  const era = Math.trunc(z / 146097);
  const ofEra = z - era * 146097;
  const yearOfEra = Math.trunc((ofEra - Math.trunc(ofEra / 1460) + Math.trunc(ofEra / 36524) - Math.trunc(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100));
  const shifted = Math.trunc((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return (year * 100 + month) * 100 + ofYear - Math.trunc((153 * shifted + 2) / 5) + 1;
}

/** The day of `YYYY-MM-DD` and nothing else. */
export function fromIso(text) {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  let number = 0;
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7) continue;
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return civil(Math.trunc(number / 10000), Math.trunc(number / 100) % 100, number % 100);
}

/** `2026-11-03` */
export function iso(day) {
  const digits = String(digitsOf(day));
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** `2026年11月3日` */
export function longDate(day) {
  const digits = digitsOf(day);
  return `${Math.trunc(digits / 10000)}年${Math.trunc(digits / 100) % 100}月${digits % 100}日`;
}

/** The years whose holidays are published, ready to be asked. */
export function calendar(holidays) {
  const days = (list) => new Set(list.map(fromIso));
  return holidays.map(({ year, off, makeup }) => ({ first: civil(year, 1, 1), last: civil(year, 12, 31), off: days(off), makeup: days(makeup) }));
}

const yearOf = (years, day) => years.find(({ first, last }) => day >= first && day <= last);

/**
 * A function that tells when a period that begins on a day ends; its first day is not counted, and a last day on a holiday
 * moves to the first day after it.
 * @returns {(start: number) => {day: number, estimated: boolean} | undefined}
 */
export function period({ hours, days, working_days: working, months, years: count }, years) {
  if (hours !== undefined) return (start) => whole(plusDays(start, Math.ceil(hours / 24)), false);
  if (working !== undefined) return (start) => afterWorkingDays(start, working, years);
  if (days !== undefined) return (start) => firstNotOff(plusDays(start, days), years);
  return (start) => firstNotOff(plusMonths(start, months ?? count * 12), years);
}

/** A function that gives the last day of a period as it is counted, whatever day that is. */
export const counted = ({ days, months, years }) => (start) => (days === undefined ? plusMonths(start, months ?? years * 12) : plusDays(start, days));

/** The last day on which nobody is late whose time ends on that day: it, or the next working day. */
export const notLate = (day, years) => afterWorkingDays(day - 1, 1, years)?.day;

const whole = (day, estimated) => (day === undefined ? undefined : { day, estimated });

/** That many months later; the last day of a month that is too short. */
function plusMonths(day, months) {
  const digits = digitsOf(day);
  const index = Math.trunc(digits / 10000) * 12 + (Math.trunc(digits / 100) % 100) - 1 + months;
  const [year, month] = [Math.trunc(index / 12), (index % 12) + 1];
  return civil(year, month, Math.min(digits % 100, monthLength(year, month)));
}

function firstNotOff(day, years) {
  let estimated = false;
  while (day !== undefined) {
    const table = yearOf(years, day);
    if (table === undefined) return { day, estimated: true };
    if (!table.off.has(day)) return { day, estimated };
    day = plusDays(day, 1);
  }
  return undefined;
}

function afterWorkingDays(start, count, years) {
  let day = start;
  let estimated = false;
  while (count > 0) {
    day = plusDays(day, 1);
    if (day === undefined) return undefined;
    const weekday = (day + 4) % 7;
    const weekend = weekday === 0 || weekday === 6;
    const table = yearOf(years, day);
    estimated ||= table === undefined;
    if (table === undefined ? !weekend : table.makeup.has(day) || !(weekend || table.off.has(day))) count -= 1;
  }
  return { day, estimated };
}
