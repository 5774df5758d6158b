/** Comments: the threads of one node in its panel, or all of the flow in the drawer. */
import { CheckOutlined, DeleteOutlined, RollbackOutlined } from "@ant-design/icons";
import { nodeTitle } from "@switchyard/flow";
import { useMutation } from "@tanstack/react-query";
import { Button, Input, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { browserEditor, nameBrowserEditor } from "../../shell/browser-editor.ts";
import { keys, queryClient } from "../../shell/query.ts";
import { Empty, Failure, useFailureText } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import type { CommentView } from "../designer-api.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { useActions } from "../use-actions.ts";
import styles from "./Comments.module.css";
import { type Thread, useThreads } from "./use-comments.ts";

/** All threads of the flow, open ones first. */
export default function AllComments() {
  const { flow } = useDrawing();
  const { t } = useTranslation();
  const { threads, isPending, error, refetch } = useThreads(flow);
  if (isPending) return <Spin />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (threads.length === 0) return <Empty title={t("together.none")} hint={t("together.noneHint")} />;
  const sorted = [...threads].sort((a, b) => Number(a.first.resolved !== null) - Number(b.first.resolved !== null));
  return (
    <div className={styles.all} data-testid="all-comments">
      {sorted.map((thread) => (
        <OneThread key={thread.first.id} thread={thread} named />
      ))}
    </div>
  );
}

export function NodeComments({ node }: { node: string }) {
  const { flow } = useDrawing();
  const { t } = useTranslation();
  const { threads } = useThreads(flow);
  const own = threads.filter(({ first }) => first.node === node);
  return (
    <section className={styles.comments} data-testid="node-comments">
      <h3>{t("together.comments")}</h3>
      {own.map((thread) => (
        <OneThread key={thread.first.id} thread={thread} />
      ))}
      <Composer node={node} label={t("together.say")} />
    </section>
  );
}

function OneThread({ thread: { first, replies }, named = false }: { thread: Thread; named?: boolean }) {
  const { flow } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const actions = useActions();
  const node = useEditor((state) => state.document.nodes.find(({ id }) => id === first.node));
  const [replying, setReplying] = useState(false);
  const resolve = useMutation({
    mutationFn: (resolved: boolean) => designerApi.changeComment(flow, first.id, { resolved, by: author() }),
    onSuccess: () => refresh(flow),
  });
  return (
    <article className={styles.thread} data-resolved={first.resolved !== null || undefined}>
      {named ? (
        <Button type="link" size="small" disabled={node === undefined} onClick={() => actions.show(first.node)}>
          {node === undefined ? t("together.gone") : format.text(nodeTitle(node, names))}
        </Button>
      ) : null}
      {[first, ...replies].map((comment) => (
        <OneComment key={comment.id} comment={comment} />
      ))}
      {first.resolved === null ? null : (
        <p className="quiet">{t("together.resolvedBy", { name: first.resolved.by })}</p>
      )}
      <div className={styles.tools}>
        <Button size="small" type="text" onClick={() => setReplying(!replying)}>
          {t("together.reply")}
        </Button>
        <Button
          size="small"
          type="text"
          loading={resolve.isPending}
          icon={first.resolved === null ? <CheckOutlined aria-hidden /> : <RollbackOutlined aria-hidden />}
          onClick={() => resolve.mutate(first.resolved === null)}
        >
          {t(first.resolved === null ? "together.resolve" : "together.reopen")}
        </Button>
      </div>
      {replying ? (
        <Composer node={first.node} thread={first.id} label={t("together.reply")} onDone={() => setReplying(false)} />
      ) : null}
    </article>
  );
}

function OneComment({ comment }: { comment: CommentView }) {
  const { flow } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useMutation({
    mutationFn: () => designerApi.removeComment(flow, comment.id, browserEditor().id),
    onSuccess: () => refresh(flow),
  });
  return (
    <div className={styles.comment}>
      <p className={styles.by}>
        <b>{comment.author.name}</b>
        <time title={format.exact(comment.at)}>{format.dateTime(comment.at).slice(5)}</time>
        {comment.author.id === browserEditor().id ? (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t("together.remove")}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          />
        ) : null}
      </p>
      <p className={styles.text}>{comment.text}</p>
    </div>
  );
}

interface ComposerProps {
  node: string;
  thread?: string;
  label: string;
  onDone?: () => void;
}

function Composer({ node, thread, label, onDone }: ComposerProps) {
  const { flow } = useDrawing();
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [text, setText] = useState("");
  const [name, setName] = useState(browserEditor().name);
  const [isKnown, setKnown] = useState(browserEditor().name !== "");
  const say = useMutation({
    mutationFn() {
      if (!isKnown) nameBrowserEditor(name.trim());
      const about = thread === undefined ? { node } : { node, thread };
      return designerApi.addComment(flow, { ...about, author: author(), text: text.trim() });
    },
    onSuccess() {
      setText("");
      setKnown(browserEditor().name !== "");
      refresh(flow);
      onDone?.();
    },
  });
  const canSay = text.trim() !== "" && (isKnown || name.trim() !== "");
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSay) say.mutate();
      }}
    >
      <Input.TextArea
        aria-label={label}
        placeholder={label}
        rows={1}
        className="grows"
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text === "" ? null : (
        <div className={styles.tools}>
          {isKnown ? null : (
            <Input
              size="small"
              aria-label={t("together.yourName")}
              placeholder={t("together.yourName")}
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
          <Button size="small" type="primary" htmlType="submit" disabled={!canSay} loading={say.isPending}>
            {t("together.send")}
          </Button>
        </div>
      )}
      {say.isError ? <p role="alert">{failureText(say.error).title}</p> : null}
    </form>
  );
}

const author = () => ({ id: browserEditor().id, name: browserEditor().name || "?" });
const refresh = (flow: string) => void queryClient.invalidateQueries({ queryKey: keys.comments(flow) });
