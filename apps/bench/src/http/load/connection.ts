/** One keep-alive connection that sends ready bytes and reads whole answers, at as little cost as Node allows. */
import { connect, type Socket } from "node:net";

export interface Answer {
  status: number;
  body: string;
}
export interface Connection {
  /** One request at a time. */
  send(request: string, done: (answer: Answer) => void): void;
  close(): void;
}

export function openConnection(port: number, failed: (cause: Error) => void): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let waiting: ((answer: Answer) => void) | null = null;
    let held = "";
    const finish = (status: number, body: string, rest: string) => {
      const done = waiting;
      waiting = null;
      held = rest;
      done?.({ status, body });
    };
    socket.setEncoding("latin1");
    socket.on("data", (piece: string) => {
      held = held === "" ? piece : held + piece;
      const answer = readAnswer(held);
      if (answer !== null) finish(answer.status, answer.body, held.slice(answer.end));
    });
    socket.once("error", (cause) => {
      failed(cause);
      reject(cause);
    });
    socket.once("close", () => {
      if (waiting !== null) failed(new Error("closed before an answer"));
    });
    socket.once("connect", () =>
      resolve({
        send(request, done) {
          waiting = done;
          socket.write(request, "latin1");
        },
        close: () => socket.destroy(),
      }),
    );
  });
}

/** A whole answer at the start of the text, or null while some of it is missing. */
export function readAnswer(text: string): (Answer & { end: number }) | null {
  const head = text.indexOf("\r\n\r\n");
  if (head === -1) return null;
  const status = Number(text.slice(9, 12));
  const headers = text.slice(0, head);
  const from = head + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(headers)?.[1];
  if (length !== undefined) {
    const end = from + Number(length);
    return text.length < end ? null : { status, body: text.slice(from, end), end };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(headers)) return { status, body: "", end: from };
  return readChunks(text, from, status);
}

function readChunks(text: string, from: number, status: number): (Answer & { end: number }) | null {
  let body = "";
  for (let at = from; ; ) {
    const line = text.indexOf("\r\n", at);
    if (line === -1) return null;
    const size = Number.parseInt(text.slice(at, line), 16);
    const end = line + 2 + size + 2;
    if (text.length < end) return null;
    if (size === 0) return { status, body, end };
    body += text.slice(line + 2, end - 2);
    at = end;
  }
}
