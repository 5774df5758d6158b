import type { ThemeConfig } from "antd/es/config-provider";
import theme from "antd/es/theme";
import { fontFamily, fontMono, palettes, type Scheme, sizes } from "./tokens.ts";

/**
 * antd in our tokens: quiet fills, thin lines, no large shadows, 13 px text. Without motion it must be told so: it waits for the end
 * of each animation, and that of one of no length is over before it listens - a list would stay closed for good.
 */
export function antdTheme(scheme: Scheme, motion: boolean): ThemeConfig {
  const p = palettes[scheme];
  return {
    algorithm: scheme === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: `sy-${scheme}` },
    hashed: false,
    token: {
      colorPrimary: p.brand,
      colorPrimaryHover: p.brandHover,
      colorPrimaryActive: p.brandHover,
      colorInfo: p.brand,
      colorSuccess: p.ok,
      colorWarning: p.warn,
      colorError: p.bad,
      // What antd mixes out of dark inks is mud.
      colorInfoBg: p.brandTint,
      colorSuccessBg: p.okTint,
      colorWarningBg: p.warnTint,
      colorErrorBg: p.badTint,
      colorLink: p.brandInk,
      colorText: p.ink,
      colorTextSecondary: p.ink2,
      colorTextTertiary: p.ink3,
      colorTextDescription: p.ink3,
      colorTextPlaceholder: p.ink3,
      colorBgLayout: p.ground,
      colorBgContainer: p.panel,
      colorBgElevated: p.panel,
      colorBorder: p.lineStrong,
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      fontFamily,
      fontFamilyCode: fontMono,
      fontSize: sizes.font,
      borderRadius: sizes.radius,
      borderRadiusLG: sizes.radiusLarge,
      controlHeight: sizes.control,
      boxShadow: p.shadowFar,
      boxShadowSecondary: p.shadowFar,
      motion,
      motionDurationFast: "0.08s",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
      wireframe: false,
    },
    components: {
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
        contentFontSize: sizes.font,
      },
      Table: {
        headerBg: p.sunken,
        headerColor: p.ink2,
        headerSplitColor: "transparent",
        rowHoverBg: p.hover,
        headerBorderRadius: 0,
        cellPaddingBlockMD: 9,
        cellPaddingInlineMD: 14,
        cellPaddingBlockSM: 6,
        cellPaddingInlineSM: 12,
      },
      Modal: { titleFontSize: 15 },
      Segmented: { trackBg: p.hover, itemSelectedBg: p.panel },
      Tabs: { horizontalItemPadding: "8px 0", titleFontSize: sizes.font },
      Tooltip: { colorBgSpotlight: scheme === "dark" ? p.hover : p.ink },
    },
  };
}
