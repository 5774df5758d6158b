/** Where the words of each room stand, in each language. */
import type { Language } from "../shell/preferences.ts";
import type { rooms } from "./zh-CN/index.ts";

export type Room = keyof typeof rooms;

type File = Record<string, object>;
const files: Record<string, () => Promise<File>> = import.meta.glob<File>([
  "./{zh-CN,en}/*.ts",
  "!./*/{index,cell-words}.ts",
]);

export async function fetchWords(room: Room, language: Language): Promise<object> {
  const file = await files[`./${language}/${room}.ts`]?.();
  return file?.[room] ?? {};
}
