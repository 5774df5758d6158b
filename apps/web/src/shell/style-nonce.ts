/**
 * Our pages take no style text but from files and from elements that carry the page's own nonce. antd writes its styles at
 * run time: every style element that a script makes here gets the nonce. One that came in as markup does not, and is refused.
 */
export function giveStylesTheNonce(page: Document): void {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
  // A developer's page, which is served without a policy.
  if (nonce === "") return;
  const create = page.createElement.bind(page) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  page.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
