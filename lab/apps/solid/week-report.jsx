import { For } from 'solid-js';
import './week-report.css';

const counts = [
  ['Opened', 31],
  ['Answered', 28],
  ['Reopened', 2],
];

export default function WeekReport() {
  return (
    <>
      <h1>This week</h1>
      <div class="counts">
        <For each={counts}>
          {([name, count]) => (
            <section>
              <b>{count}</b>
              {name}
            </section>
          )}
        </For>
      </div>
    </>
  );
}
