/** Something said about a node. A thread is a first comment and its replies; resolving is the first one's. */
export interface CommentRecord {
  id: string;
  node: string;
  /** The id of the thread's first comment. */
  thread: string;
  author: { id: string; name: string };
  text: string;
  at: number;
  editedAt: number | null;
  resolved: { at: number; by: string } | null;
}
export interface CommentReader {
  /** Oldest first. */
  list(workspace: string, flow: string): Promise<CommentRecord[]>;
}
export interface CommentWriter {
  /** Adds a comment, or replaces the one of the same id. */
  save(workspace: string, flow: string, comment: CommentRecord): Promise<void>;
  /** Removes a comment; a thread's first one takes its replies along. */
  remove(workspace: string, flow: string, comment: string): Promise<void>;
}
