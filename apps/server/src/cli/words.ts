/** What the command says, in both languages: Chinese first, as everywhere. */
import type { ChainBreak } from "@switchyard/store";

export interface Said {
  zh: string;
  en: string;
}
export const both = (zh: string, en: string): Said => ({ zh, en });
export const lines = ({ zh, en }: Said) => `  ${zh}\n  ${en}`;

const REASONS: Record<ChainBreak["reason"], Said> = {
  gap: both("之前缺少记录，或位置被改动", "records before it are missing, or its place was changed"),
  sequence: both("在其对象的链中序号不对", "it is out of sequence in its subject's chain"),
  link: both("没有接在上一条记录之后", "it does not follow the record before it"),
  hash: both("内容被改动", "its content was changed"),
  rewritten: both(
    "与检查点不符：记录被重写或调换",
    "it differs from the checkpoint: records were rewritten or swapped",
  ),
  missing: both("检查点里有而现在没有：末尾被截断", "it is in the checkpoint and no longer here: the end was cut off"),
};

export function brokenWords(workspace: string, broken: ChainBreak): Said {
  const { position, until, subject, seq, reason } = broken;
  const place = until === undefined ? `#${position}` : `#${position}…#${until}`;
  const about = subject === "" ? "" : ` (${subject} #${seq})`;
  const why = REASONS[reason];
  return both(
    `流水不完整：工作区 ${workspace}，第一条不符的记录 ${place}${about}：${why.zh}。`,
    `The journal does not hold: workspace ${workspace}, first broken record ${place}${about}: ${why.en}.`,
  );
}

/** What a file or folder refused. Null: it is about none. */
export function fileWords(cause: unknown): Said | null {
  if (!(cause instanceof Error) || !("code" in cause)) return null;
  const path = "path" in cause ? String(cause.path) : "";
  switch (cause.code) {
    case "ENOENT":
      return both(`没有找到 ${path}。`, `There is no ${path}.`);
    case "EEXIST":
      return both(`${path} 已存在，没有覆盖。`, `${path} is there already and was not overwritten.`);
    case "EISDIR":
      return both(`${path} 是文件夹，不是文件。`, `${path} is a folder, no file.`);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return both(`没有权限使用 ${path}。`, `There is no permission to use ${path}.`);
    case "ENOSPC":
      return both("磁盘已满。", "The disk is full.");
    default:
      return null;
  }
}

export const USAGE = `switchyard — 编组站的管理命令 / commands for whoever runs it

  switchyard audit verify [--checkpoint FILE] [--key FILE]   核对流水 / check the journal
  switchyard audit status                                    最近的检查点 / the newest checkpoint
  switchyard audit checkpoint --out FILE                     保存签名的检查点 / write a signed checkpoint
  switchyard audit key --out FILE                            导出公钥 / write the public key
  switchyard seal key < FILE                                 封存语言模型的密钥 / seal a language model's key
  switchyard audit replay                                    重新执行流水并比对 / run the journal again and compare
  switchyard replay --flow ID|NAME [--data SET|FILE] [--version draft|live|N] [--against live|draft|N|none]
                    [--since DAY] [--until DAY] [--brand NAME]… [--channel NAME]…
                    [--out report.json] [--limit N] [--server URL]
                                                             在运行中的服务上回放 / replay on a running server
  switchyard replay --again RUN [--out report.json]          原样重新执行一次回放 / run a replay again as it was
      --data: 数据的编号或名称，或 .csv .xlsx .ndjson 文件 / a data set's id or name, or a file; 省略为已收到的订单 / absent: orders received
      退出码 / exit code: 0 不超过 --limit 张不同（默认 0）/ no more differences than --limit (0)
                          1 超过，或没有完成 / more, or it did not end;  2 用法或数据有误，或没有一张订单 / not understood, or no order
      SWITCHYARD_KEY: 有 history.run 权限的 API 密钥 / an API key with history.run, where the server asks for one
  switchyard evaluate --program FILE < orders.ndjson         逐行判定订单 / decide orders line by line
      FILE: GET /api/v1/flows/ID/program;  退出码 / exit code: 0,  1 有的行不是订单 / some line is no order,  2 用法有误 / not understood
  switchyard backup --out FILE                               在线备份 / back up while it runs
  switchyard restore --from FILE [--replace]                 恢复（须先停止服务）/ restore (stop the server first)

  --data DIR   数据目录，默认 DATA_DIR 或 ./data / the data directory, by default DATA_DIR or ./data
`;
