import { chromium } from "@playwright/test";
const [,, start="/flows/rapid-line", seconds="120", seed="1", lang="zh-CN"] = process.argv;
let s = +seed; const rnd = () => { s = (s*1664525+1013904223)>>>0; return s/4294967296; };
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await (await b.newContext({ viewport: { width: 1366, height: 768 }, locale: lang, timezoneId: "Asia/Shanghai" })).newPage();
let log = []; const say = (x) => { log.push(x); if (log.length>25) log.shift(); };
const found = new Map();
const fault = (k, m) => { const key=k+": "+m.slice(0,160); if(!found.has(key)){found.set(key,[...log]); console.log("FAULT",key,"\n   after", log.slice(-6).join(" | "), "at", page.url());} };
page.on("pageerror", e => fault("pageerror", e.message+" "+(e.stack??"").split("\n").slice(1,4).join(" ")));
page.on("console", m => { if (m.type()==="error" && !/Failed to load/.test(m.text())) fault("console", m.text()); });
page.on("response", async r => { if (r.status()>=400 && r.status()<500 && r.url().includes("/api/")) fault("4xx", r.status()+" "+r.request().method()+" "+r.url().replace(/ord_\w+/,"ORD")+" "+(await r.text().catch(()=>"")).slice(0,300)); if (r.status()>=500) fault("5xx", r.request().method()+" "+r.url()); });
page.on("dialog", d => d.accept().catch(()=>{}));
await page.goto("http://127.0.0.1:7590"+start); await page.waitForTimeout(2500);
const end = Date.now()+ +seconds*1000; let n=0;
const texts=["FJ","5","0","-1","99999999999","　","'\"<b>","2026-11-30","交期≤3天","a".repeat(300)];
while (Date.now()<end) {
  n++;
  try {
    const r = rnd();
    if (r<0.62) {
      const els = await page.$$("button:visible,[role=button]:visible,[role=tab]:visible,[role=menuitem]:visible,.ant-select:visible,.ant-select-item-option:visible,input:visible,textarea:visible,.react-flow__node:visible,a[href]:visible,summary:visible,.ant-checkbox:visible,[role=switch]:visible");
      if (!els.length) continue;
      const el = els[Math.floor(rnd()*els.length)];
      const name = await el.evaluate(e => (e.tagName+":"+(e.getAttribute("aria-label")||e.textContent||e.getAttribute("placeholder")||e.className)).slice(0,40)).catch(()=>"?");
      if (/English|中文|删除流程|退出/.test(name)) continue;
      say("click "+name); await el.click({ timeout: 700 });
    } else if (r<0.74) { const t=texts[Math.floor(rnd()*texts.length)]; say("type "+t.slice(0,12)); await page.keyboard.type(t); }
    else if (r<0.88) { const k=["Escape","Enter","Tab","Delete","Control+z","Control+y","Control+c","Control+v","Control+a","ArrowDown","ArrowRight","Control+f","Space","Control+d"][Math.floor(rnd()*14)]; say("key "+k); await page.keyboard.press(k); }
    else if (r<0.97) { const x=()=>180+rnd()*840, y=()=>100+rnd()*600; say("drag"); await page.mouse.move(x(),y()); await page.mouse.down(); await page.mouse.move(x(),y(),{steps:5}); await page.mouse.up(); }
    else { say("back"); if (rnd()<0.5) await page.goBack({timeout:2000}); else await page.goto("http://127.0.0.1:7590"+start); await page.waitForTimeout(400);}
    if (await page.getByText(/出错了|Something went wrong|无法显示/).first().isVisible().catch(()=>false)) fault("errorscreen", await page.evaluate(()=>document.body.innerText.slice(0,200)));
    if (!page.url().startsWith("http://127.0.0.1:7590")) await page.goto("http://127.0.0.1:7590"+start);
  } catch (e) { if (!/Timeout|not attached|intercepts|outside|not visible|Execution context|detached|Target|not stable/.test(e.message)) console.log("ERR", e.message.slice(0,120)); await page.keyboard.press("Escape").catch(()=>{}); }
}
await page.screenshot({path:`/tmp/shots/monkey-${seed}.png`});
console.log("steps", n, "faults", found.size); await b.close();
