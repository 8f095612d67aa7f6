// The designer's page: a talk at the left; at the right what the bot made of the message that is chosen.

const $ = (id) => document.getElementById(id);
let session = "";
let busy = false;

function element(name, text = "", classes = "") {
  const made = document.createElement(name);
  if (text !== "") made.textContent = text;
  if (classes) made.className = classes;
  return made;
}

async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const data = await response.json();
  if (!response.ok) throw new Error(data.error || "The server does not answer. Is `make designer` running?");
  return data;
}

async function begin() {
  session = (await post("/session", {})).session;
  $("log").replaceChildren();
  for (const id of ["intent", "decided", "slots", "passages"]) $(id).replaceChildren(element("p", "–", "soft"));
  $("kept").textContent = "";
  await say({ text: "/greet" });
}

async function say(message) {
  if (busy) return;
  busy = true;
  try {
    add(await post("/messages", { session, ...message }));
  } catch (error) {
    $("log").append(element("p", error.message, "note broken"));
  } finally {
    busy = false;
    $("text").focus();
  }
}

function add(turn) {
  for (const old of $("log").querySelectorAll(".choices button")) old.disabled = true;
  const shown = element("div", "", "turn");
  if (turn.said !== "/greet") {
    shown.append(element("div", turn.said, "person"));
    const look = element("button", "what the bot made of this", "look soft");
    look.type = "button";
    look.addEventListener("click", () => choose(shown, turn));
    shown.append(look);
  }
  for (const message of turn.messages) {
    shown.append(element("div", message.text, "bot"));
    if (!message.buttons.length) continue;
    const choices = element("div", "", "choices");
    for (const title of message.buttons) {
      const button = element("button", title);
      button.type = "button";
      button.addEventListener("click", () => say({ button: title }));
      choices.append(button);
    }
    shown.append(choices);
  }
  $("log").append(shown);
  // Not scrollIntoView, which would move the whole page along.
  $("log").scrollTop = shown.offsetTop - 8;
  choose(shown, turn);
}

function choose(shown, turn) {
  for (const each of $("log").querySelectorAll(".shown")) each.classList.remove("shown");
  shown.classList.add("shown");
  $("intent").replaceChildren(...intent(turn));
  $("decided").replaceChildren(...decided(turn));
  $("slots").replaceChildren(...slots(turn));
  $("passages").replaceChildren(...passages(turn));
}

function table(rows) {
  const made = element("table");
  for (const [name, value, classes = ""] of rows) {
    const row = element("tr", "", classes);
    const head = element("th", name);
    head.scope = "row";
    row.append(head, element("td", value));
    made.append(row);
  }
  return made;
}

const percent = (share) => `${Math.round(share * 100)} %`;

function intent(turn) {
  if (!turn.reached) return [element("p", "The channel answered; the message went no further.", "note")];
  const ranking = turn.ranking.map(([name, sure]) => [name, percent(sure), name === turn.intent ? "strong" : ""]);
  const parts = [table(ranking.length ? ranking : [[turn.intent, percent(turn.confidence), "strong"]])];
  if (turn.ranking.length && turn.ranking[0][0] !== turn.intent) parts.unshift(element("p", turn.intent, "strong"));
  if (turn.about) parts.push(element("p", turn.about, "note"));
  parts.push(element("h3", "Entities"));
  parts.push(turn.entities.length ? table(turn.entities) : element("p", "none", "soft"));
  parts.push(element("p", `Safety rules see: ${turn.safety || "nothing"}`, turn.safety ? "note" : "soft"));
  return parts;
}

function decided(turn) {
  const parts = turn.failed.map((where) => element("p", `An action broke: ${where}`, "note broken"));
  for (const rule of turn.rules) {
    parts.push(element("p", `${rule.kind} “${rule.name}”`, "strong"), element("p", rule.place, "soft"));
  }
  if (!turn.rules.length) parts.push(...turn.decided.map((line) => element("p", line, "strong")));
  parts.push(element("p", turn.flow ? `Flow: ${turn.flow}, which asks for ${turn.asked}` : "No flow runs.", "soft"));
  parts.push(element("h3", "Steps"));
  parts.push(
    turn.steps.length
      ? table(turn.steps.map((step) => [step.name, step.policy ? `${step.policy} ${percent(step.confidence)}` : ""]))
      : element("p", "none", "soft"),
  );
  return parts;
}

function slots(turn) {
  if (!turn.slots.length) return [element("p", "none is set", "soft")];
  return [
    table(
      turn.slots.map((slot) => [
        slot.changed ? `${slot.name} (new)` : slot.name,
        Array.isArray(slot.value) ? slot.value.join(", ") || "(empty)" : String(slot.value),
        slot.changed ? "strong" : "",
      ]),
    ),
  ];
}

function passages(turn) {
  if (!turn.passages.length) return [element("p", "none was sent", "soft")];
  return turn.passages.flatMap((passage) => {
    const parts = [element("p", passage.title, "strong"), element("p", passage.file, "soft")];
    for (const sentence of passage.sentences) {
      const line = element("p", `${sentence.text} `);
      for (const source of sentence.rests_on) line.append(element("span", source, "source soft"), " ");
      parts.push(line);
    }
    return parts;
  });
}

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text || busy) return;
  $("text").value = "";
  say({ text });
});

$("keep").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const kept = await post("/keep", { session, name: $("name").value });
    $("kept").textContent = `Kept as “${kept.name}” in ${kept.file}.`;
    $("name").value = "";
  } catch (error) {
    $("kept").textContent = error.message;
  }
});

$("anew").addEventListener("click", () => begin());

begin().catch((error) => $("log").append(element("p", error.message, "note broken")));
