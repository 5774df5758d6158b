import { z } from "zod";

/** What could make a name look like another one on screen: control characters, and marks that turn the writing direction. */
const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const shown = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((name) => !INVISIBLE.test(name), {
      message: "Holds invisible characters",
      params: { zh: "含有不可见字符" },
    });

/** A name in both languages. It is text, never markup: screens show it letter by letter. */
export const nameSchema = z.strictObject({ zh: shown(200), en: shown(200) });
export const descriptionSchema = z.strictObject({ zh: z.string().max(4000), en: z.string().max(4000) });
