// Passkeys. A form marked data-passkey asks the browser for one, and sends what it answers. What to ask stands in the
// page (data-options is its id) or is fetched from where the form is sent. Without this the forms stay hidden.

async function optionsOf(form) {
  const inPage = document.getElementById(form.dataset.options);
  if (inPage) return JSON.parse(inPage.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function askFor(form) {
  const { creation_options: create, request_options: get } = await optionsOf(form);
  if (form.dataset.passkey === "get") {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(get.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  // One that can sign in by itself.
  const authenticatorSelection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({ ...create.publicKey, authenticatorSelection });
  return navigator.credentials.create({ publicKey });
}

function say(form, what) {
  for (const words of form.querySelectorAll("[data-passkey-said]")) words.hidden = words.dataset.passkeySaid !== what;
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  say(form);
  try {
    form.elements.credential.value = JSON.stringify(await askFor(form));
    form.submit();
  } catch (error) {
    say(form, error.name === "SecurityError" ? "address" : "nothing");
  }
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    form.hidden = false;
    form.parentElement.querySelector("[data-passkey-without]").hidden = true;
  }
}
