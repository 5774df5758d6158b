/** The colours of urgency in the writings that people use: 红色, 紅, 红旗 are 红. In the language in which they are said; expects normalised text. */
const COLOUR = /^([红紅黄黃绿綠橙蓝藍紫灰])(?:色|旗|灯|燈|标|標)?$/;
const SIMPLE: Record<string, string> = { 紅: "红", 黃: "黄", 綠: "绿", 藍: "蓝" };
const ENGLISH = /^(red|yellow|amber|green|orange|blue|purple|gr[ae]y)(?: flag)?$/i;

/** The colour by itself; what is none stays as it is. */
export function normaliseUrgency(value: string): string {
  const said = COLOUR.exec(value)?.[1];
  if (said !== undefined) return SIMPLE[said] ?? said;
  return ENGLISH.exec(value)?.[1]?.toLowerCase() ?? value;
}
