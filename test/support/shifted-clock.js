/** Loaded before a process: its clock is wrong by CLOCK_WRONG_BY milliseconds, for every library in it. */
const wrongBy = Number(process.env.CLOCK_WRONG_BY ?? 0);
const RightDate = Date;
const now = () => RightDate.now() + wrongBy;
globalThis.Date = class extends RightDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};
