#!/bin/sh
# Exit codes: 0 GO, 20 NO_GO, 21 INCONCLUSIVE; CodeDeploy knows only zero and others.
cd /srv/shop || exit 1
exec npx gonogo run --target production --release "$(cat release.txt)" --deadline 5m --output gonogo-report
