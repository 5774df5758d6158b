/** The signature of a courier's push. MD5 is theirs, not ours. */
import { md5Hex } from "./digest.ts";

/** Push from kuaidi100: MD5(param + salt), compared without regard to case, over the decoded string before it is parsed. */
export const signKuaidi100Push = (param: string, salt: string): string => md5Hex(param + salt).toUpperCase();
