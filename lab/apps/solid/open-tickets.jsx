import { createResource, For, Show } from 'solid-js';

async function load() {
  const response = await fetch('./api/tickets.json');
  if (!response.ok) throw new Error(`tickets: ${response.status}`);
  return response.json();
}

export function OpenTickets() {
  const [tickets] = createResource(load);
  return (
    <Show when={tickets()}>
      <h1>Open tickets</h1>
      <ul class="tickets">
        <For each={tickets()}>
          {({ id, subject, tags }) => (
            <li>
              <b>#{id}</b>
              <span>{subject}</span>
              <i>{tags.join(', ')}</i>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
