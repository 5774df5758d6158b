/** Minor units ↔ the text of major units, digit by digit: no floats for money. */
export function majorText(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export function minorNumber(major: string, digits: number): number {
  const [whole = "0", fraction = ""] = major.replace("-", "").split(".");
  const minor = Number(whole + fraction.padEnd(digits, "0").slice(0, digits));
  return major.startsWith("-") ? -minor : minor;
}
