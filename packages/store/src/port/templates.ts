/** Templates and their uses. The store keeps them; what they mean is @switchyard/templates. */
export interface TemplateRecord {
  id: string;
  version: number;
  /** The file, byte for byte as it is exported. */
  file: string;
  /** Kind of need → name in the template → what it is in this workspace. */
  mapping: Record<string, Record<string, string>>;
  actor: string;
  createdAt: number;
}
/** A flow that was made from a template, and the values that were given. */
export interface TemplateUse {
  flow: string;
  template: string;
  version: number;
  values: Record<string, unknown>;
  updatedAt: number;
}

export interface TemplateReader {
  /** Newest release of each, by id. */
  list(workspace: string): Promise<TemplateRecord[]>;
  /** A release; the newest where none is named. */
  get(workspace: string, template: string, version?: number): Promise<TemplateRecord | null>;
  /** Releases, newest first. */
  versions(workspace: string, template: string): Promise<number[]>;
  /** Of one template, or of all. */
  uses(workspace: string, template?: string): Promise<TemplateUse[]>;
  use(workspace: string, flow: string): Promise<TemplateUse | null>;
}
export interface TemplateWriter {
  /** False when that release is already there. */
  add(workspace: string, template: TemplateRecord): Promise<boolean>;
  setMapping(
    workspace: string,
    release: { template: string; version: number; mapping: TemplateRecord["mapping"] },
  ): Promise<void>;
  setUse(workspace: string, use: TemplateUse): Promise<void>;
}
