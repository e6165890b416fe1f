import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parDossier } from '../platform/saisie.ts'
import { attenteRoutes } from './attente.routes.tsx'
import { ecritureRoutes } from './ecriture.routes.tsx'
import { entete } from './magistrats.ecran.ts'
import { chemins } from './magistrats.paths.ts'
import * as store from './magistrats.store.ts'
import { Ecrits } from './magistrats.views.tsx'
import { lecteurDe } from './main.rules.ts'
import { rapportRoutes } from './rapport.routes.tsx'
import { saisineRoutes } from './saisine.routes.tsx'
import * as saisines from './saisine.store.ts'

export function magistratsRoutes(plateforme: Plateforme): void {
  attenteRoutes(plateforme)
  page(plateforme, {
    path: chemins.ecrits(':dossierId'),
    access: 'saisine:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur, aujourdhui }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Demandes et rapports')
      const rapports = acteur.peut('rapport:lire')
        ? await store.rapportsDuDossier(tx, dossierId, acteur.juridictionId)
        : null
      return {
        ...ecran,
        corps: (
          <Ecrits
            identite={identite}
            saisines={await saisines.saisinesDuDossier(tx, dossierId)}
            rapports={rapports}
            aujourdhui={aujourdhui}
            lecteur={lecteurDe(acteur)}
            saisir={acteur.peut('saisine:ecrire')}
            ecrire={acteur.peut('rapport:ecrire')}
          />
        ),
      }
    },
  })
  saisineRoutes(plateforme)
  ecritureRoutes(plateforme)
  rapportRoutes(plateforme)
}
