import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parDossier } from '../platform/saisie.ts'
import { acteRoutes } from './acte.routes.tsx'
import { annulationRoutes } from './annulation.routes.tsx'
import { attenteRoutes } from './attente.routes.tsx'
import { attentesDuDossier } from './attente.store.ts'
import { correctionRoutes } from './correction.routes.tsx'
import { mesuresRetirees } from './correction.store.ts'
import { corrigibles } from './corrigible.examen.ts'
import { deroulementRoutes } from './deroulement.routes.tsx'
import { ficheRoutes } from './fiche.routes.tsx'
import { ecranDesMesures } from './mesure.ecran.ts'
import { chemins } from './mesure.paths.ts'
import { mesuresDuDossier } from './mesure.store.ts'
import { Mesures } from './mesure.views.tsx'
import { obligationRoutes } from './obligation.routes.tsx'
import { obligationsDuDossier } from './obligation.store.ts'
import { pieceRoutes } from './piece.routes.tsx'
import { piecesDuDossier } from './piece.store.ts'
import { retraitRoutes } from './retrait.routes.tsx'
import { saisieRoutes } from './saisie.routes.tsx'

export function mesureRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.mesures(':dossierId'),
    access: 'mesure:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur, aujourdhui }) => {
      const [{ identite, titre, fil }, retirees, lesMesures, obligations, pieces, attentes] =
        await Promise.all([
          ecranDesMesures(tx, dossierId),
          mesuresRetirees(tx, dossierId),
          mesuresDuDossier(tx, dossierId),
          obligationsDuDossier(tx, dossierId),
          piecesDuDossier(tx, dossierId),
          attentesDuDossier(tx, dossierId),
        ])
      const aRemettre = new Set(
        acteur.peut('mesure:ecrire') ? await corrigibles(tx, acteur, retirees) : [],
      )
      const corps = (
        <Mesures
          identite={identite}
          mesures={lesMesures}
          obligations={obligations}
          pieces={pieces}
          attentes={attentes}
          retirees={retirees}
          aujourdhui={aujourdhui}
          ecrire={acteur.peut('mesure:ecrire')}
          attendre={acteur.peut('attente:ecrire')}
          remettre={ligne => aRemettre.has(ligne.mesureId)}
        />
      )
      return { titre, fil, corps }
    },
  })
  saisieRoutes(plateforme)
  deroulementRoutes(plateforme)
  acteRoutes(plateforme)
  annulationRoutes(plateforme)
  correctionRoutes(plateforme)
  obligationRoutes(plateforme)
  retraitRoutes(plateforme)
  ficheRoutes(plateforme)
  pieceRoutes(plateforme)
  attenteRoutes(plateforme)
}
