// Numbers and dates in the reader's locale. Days are `2026-01-31` and have no time zone.

const DAY_MILLIS = 86_400_000;
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const hundredths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const signedPercents = new Intl.NumberFormat(undefined, {
  style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero',
});
const signed = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const dates = (options) => new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', ...options });
const longDays = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const mediumDays = dates({ day: 'numeric', month: 'short', year: 'numeric' });
const shortDays = dates({ day: 'numeric', month: 'short' });
const weekdays = dates({ weekday: 'short', day: 'numeric', month: 'short' });
const instants = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const moments = new Intl.DateTimeFormat(undefined, {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',
});
const times = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });

/** A number of units, as finely as its size deserves. */
export const number = (value) => (Math.abs(value) < 20 ? tenths : whole).format(value);
/** A number beside an axis, whose steps may be of hundredths. */
export const axisNumber = (value) => fine.format(value);
export const count = (value) => whole.format(value);
export const units = (value) => `${number(value)} ${Math.abs(value) === 1 ? 'unit' : 'units'}`;
export const signedNumber = (value) => signed.format(value);
export const price = (value) => hundredths.format(value);
export const percent = (value) => (Number.isFinite(value) ? percents.format(value) : '–');
export const signedPercent = (value) => (Number.isFinite(value) ? signedPercents.format(value) : '–');
export const optional = (value, format) => (value === undefined || value === null ? '–' : format(value));

/** Names of the two intervals, `95%` in English. */
export const INTERVALS = { i50: percents.format(0.5), i95: percents.format(0.95) };

const date = (day) => new Date(`${day}T00:00:00Z`);
export const longDay = (day) => longDays.format(date(day));
export const mediumDay = (day) => mediumDays.format(date(day));
export const weekday = (day) => weekdays.format(date(day));
export const shortDay = (day) => shortDays.format(date(day));
export const instant = (text) => instants.format(new Date(text));
export const moment = (text) => moments.format(new Date(text));
export const time = (millis) => times.format(new Date(millis));

export const toEpochDay = (day) => Math.round(date(day).getTime() / DAY_MILLIS);
export const toDay = (epochDay) => new Date(epochDay * DAY_MILLIS).toISOString().slice(0, 10);
export const addDays = (day, days) => toDay(toEpochDay(day) + days);
export const today = () => new Date().toISOString().slice(0, 10);

/** How long since an instant, in its biggest unit. */
export function since(text) {
  const seconds = (new Date(text).getTime() - Date.now()) / 1000;
  const sizes = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const [unit, size] = sizes.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return ago.format(Math.trunc(seconds / size), unit);
}

/** The name of a series for people. */
export function itemName(itemId) {
  if (itemId === '_total') {
    return 'Whole warehouse';
  }
  return itemId.startsWith('_category:') ? `Category ${itemId.slice('_category:'.length)}` : itemId;
}
