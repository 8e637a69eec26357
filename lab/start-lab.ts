import { answer, type Answer, type Handler } from './answer.ts';
import { findFault, type Fault, type FaultId } from './faults.ts';
import { createInjector } from './inject.ts';
import { listen, type Listening } from './listen.ts';
import { createPartnerApi } from './partner-api.ts';
import { loadShop, type ShopFiles } from './shop-build.ts';
import { createShop, withRelease } from './shop-server.ts';

/** How to start the lab; everything has a default. */
export type LabOptions = {
  /** What to break; nothing when absent or null. */
  fault?: FaultId | null;
  /** Waited before every answer; 0. */
  latencyMs?: number;
  /** Fixed ports; free ones when absent. */
  ports?: { shop?: number; partner?: number; experiment?: number };
  /** How many `/bench/page/N` exist; 1000. */
  pages?: number;
  /** How many `/bench/api/N` exist; 1000. */
  apiPaths?: number;
  /** Release id to serve; the fault's own, or `2026.6.3`. */
  release?: string;
  /** Bearer token that the partner API asks for; none. */
  partnerToken?: string;
  /** A shop built before, to start many labs without building each time. */
  shop?: ShopFiles;
};

/** A running lab. URLs are origins without a trailing slash. */
export type Lab = {
  shopUrl: string;
  /** The partner API on its own port; the same API answers at `${shopUrl}/partner`. */
  partnerUrl: string;
  /** Origin of the third-party experiment script that the shop's pages load. */
  experimentUrl: string;
  fault: Fault | null;
  release: string;
  /** Stops listening and cuts every connection, also those that wait for an answer. */
  close(): Promise<void>;
};

/** Starts the demo shop, its partner API and the experiment host on 127.0.0.1, healthy or with one fault. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { latencyMs = 0, ports = {}, pages = 1000, apiPaths = 1000, partnerToken } = options;
  const fault = options.fault ? requireFault(options.fault) : null;
  const release = options.release ?? fault?.release ?? '2026.6.3';
  const files = options.shop ?? (await loadShop());
  const partner = createPartnerApi({ release, token: partnerToken });
  const listening: Listening[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listening.map((server) => server.close()));
  };
  const open = async (handler: Handler, port = 0): Promise<number> => {
    const server = await listen(handler, { port, latencyMs });
    listening.push(server);
    return server.port;
  };

  // The page names the experiment host, and that host's answers pass the injector, which needs the page.
  let experimentUrl = '';
  const shell = (): Answer => shellAnswer(files, release, experimentUrl);
  const inject = createInjector(fault?.injections ?? [], shell);
  try {
    const experimentPort = await open((request) => inject('experiment', request.path, request, experiment(request.path)), ports.experiment);
    // Another host name than the shop's, so that the script is a third party by host and not only by port.
    experimentUrl = `http://localhost:${experimentPort}`;
    const partnerPort = await open(
      async (request) => withRelease(await inject('partner', request.path, request, await partner(request)), release),
      ports.partner,
    );
    const shop = createShop({ files, shell, release, partner, partnerToken, inject, benchPages: pages, benchApiPaths: apiPaths });
    const shopPort = await open(shop, ports.shop);
    return { shopUrl: `http://127.0.0.1:${shopPort}`, partnerUrl: `http://127.0.0.1:${partnerPort}`, experimentUrl, fault, release, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function requireFault(id: FaultId): Fault {
  const fault = findFault(id);
  if (!fault) throw new Error(`The lab knows no fault ${id}`);
  return fault;
}

function shellAnswer(files: ShopFiles, release: string, experimentUrl: string): Answer {
  const html = files.get('/index.html')?.body.toString('utf8') ?? '';
  const filled = html.replaceAll('%RELEASE%', release).replaceAll('%EXPERIMENT%', experimentUrl);
  return answer(200, 'text/html; charset=utf-8', filled, { 'cache-control': 'no-cache' });
}

function experiment(path: string): Answer {
  if (path !== '/experiment.js') return answer(404, 'text/plain; charset=utf-8', 'Not Found');
  return answer(200, 'text/javascript; charset=utf-8', 'document.documentElement.dataset.experiment="hero-b";', { 'cache-control': 'no-cache' });
}
