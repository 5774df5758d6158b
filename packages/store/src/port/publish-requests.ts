/** Somebody asks that a draft goes live, where publishing needs a second person. */
export interface PublishRequest {
  id: string;
  flow: string;
  /** The draft's revision that is asked for; another one needs another request. */
  revision: number;
  reason: string | null;
  /** JSON text of the wished roll-out; null: all orders at once. */
  rollOut: string | null;
  actor: string;
  at: number;
  /** Null: it is open. */
  ended: "approved" | "withdrawn" | "declined" | "replaced" | null;
  endedBy: string | null;
  endedAt: number | null;
}
export interface PublishRequestReader {
  /** The one that is open; a flow has one at most. */
  open(workspace: string, flow: string): Promise<PublishRequest | null>;
}
export interface PublishRequestWriter {
  add(workspace: string, request: PublishRequest): Promise<void>;
  /** False when it has ended already. */
  end(
    workspace: string,
    request: Pick<PublishRequest, "flow" | "id">,
    how: { ended: NonNullable<PublishRequest["ended"]>; by: string; at: number },
  ): Promise<boolean>;
}
