/** The courier cannot reach the customer: they say here where and by which number. */
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFailureText } from "../shell/states.tsx";
import styles from "./Tracking.module.css";
import { useAnswer } from "./use-answer.ts";

const MOBILE = /^\+?\d[\d -]{5,24}$/;

interface ContactFormProps {
  token: string;
  order: string;
  /** Below the page's title, or below the order's. */
  heading: "h2" | "h3";
}

export function ContactForm({ token, order, heading: Heading }: ContactFormProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [mobile, setMobile] = useState("");
  const [address, setAddress] = useState("");
  const answer = useAnswer(token);
  const isRight = MOBILE.test(mobile.trim());
  function send(event: FormEvent) {
    event.preventDefault();
    if (!isRight) return;
    const said = address.trim();
    answer.mutate({ order, contact: { mobile: mobile.trim(), ...(said === "" ? {} : { address: said }) } });
  }
  return (
    <form className={styles.move} onSubmit={send} data-testid="contact" aria-label={t("tracking.contact.title")}>
      <Heading>{t("tracking.contact.title")}</Heading>
      <p>{t("tracking.contact.hint")}</p>
      <label htmlFor="contact-mobile">{t("tracking.contact.mobile")}</label>
      <Input
        id="contact-mobile"
        type="tel"
        autoComplete="tel"
        maxLength={25}
        value={mobile}
        onChange={(event) => setMobile(event.target.value)}
      />
      <label htmlFor="contact-address">{t("tracking.contact.address")}</label>
      <Input.TextArea
        id="contact-address"
        autoComplete="street-address"
        maxLength={300}
        rows={2}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      {answer.isError ? <p role="alert">{failureText(answer.error).title}</p> : null}
      <Button htmlType="submit" type="primary" disabled={!isRight} loading={answer.isPending}>
        {t("tracking.contact.send")}
      </Button>
    </form>
  );
}
