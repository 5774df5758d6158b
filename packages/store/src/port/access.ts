/** Who may enter a workspace: members, invitations, keys, tracking links. */
export const ROLES = ["owner", "publisher", "editor", "operator", "clerk", "viewer", "brand_guest"] as const;
export type Role = (typeof ROLES)[number];

export interface Membership {
  workspace: string;
  user: string;
  role: Role;
  /** For a brand guest: the one brand. */
  brand: string | null;
  createdAt: number;
}
/** A member as a list shows one. */
export interface Member extends Membership {
  name: string;
  email: string;
  secondFactor: boolean;
  /** When one of their sessions was last renewed; null: none is open. */
  seenAt: number | null;
}
export interface Invitation {
  id: string;
  email: string;
  role: Role;
  brand: string | null;
  invitedBy: string;
  createdAt: number;
  expiresAt: number;
}
export interface OpenInvitation extends Invitation {
  workspace: string;
}
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  permissions: string[];
  /** The intake source that it speaks for; null: any. */
  source: string | null;
  brand: string | null;
  ratePerMinute: number;
  createdBy: string;
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
}
export interface TrackingLink {
  id: string;
  order: string;
  /** The PO whose orders it shows beside that one; null: that order alone. */
  poNo: string | null;
  createdBy: string;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
}

export interface AccessReader {
  /** Where a person may go, oldest membership first. */
  memberships(user: string): Promise<Membership[]>;
  members(workspace: string): Promise<Member[]>;
  /** Those that still open the door. */
  invitations(workspace: string, now: number): Promise<Invitation[]>;
  invitation(tokenHash: string, now: number): Promise<OpenInvitation | null>;
  keys(workspace: string): Promise<ApiKey[]>;
  /** Whatever has become of it. */
  key(hash: string): Promise<(ApiKey & { workspace: string }) | null>;
  links(workspace: string, order: string): Promise<TrackingLink[]>;
  link(tokenHash: string, now: number): Promise<(TrackingLink & { workspace: string }) | null>;
}
export interface AccessWriter {
  putMember(membership: Membership): Promise<void>;
  /** False when there is no such member. */
  removeMember(workspace: string, user: string): Promise<boolean>;
  putInvitation(workspace: string, invitation: Invitation & { tokenHash: string }): Promise<void>;
  /** False when it has ended already: an invitation is good for one person. */
  endInvitation(workspace: string, id: string, at: number): Promise<boolean>;
  putKey(workspace: string, key: ApiKey & { hash: string }): Promise<void>;
  /** False when there is no such key. */
  changeKey(
    workspace: string,
    id: string,
    change: { expiresAt?: number; revokedAt?: number; lastUsedAt?: number },
  ): Promise<boolean>;
  putLink(workspace: string, link: TrackingLink & { tokenHash: string }): Promise<void>;
  revokeLink(workspace: string, id: string, at: number): Promise<boolean>;
}
