import { z } from 'zod'
import type { Context } from '../platform/command.ts'
import { estJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { brouillonRoutes } from './brouillon.routes.tsx'
import { choixAntennes, choixEtablissements } from './choix.ecran.ts'
import { clotures } from './cloture.store.ts'
import { repondDuDossier } from './consultation.store.ts'
import { CreerDossier } from './creer.views.tsx'
import { creerDossier } from './dossier.commands.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'
import { ficheRoutes } from './fiche.routes.tsx'
import { fusions } from './fusion.store.ts'
import { Historique } from './historique.views.tsx'
import * as fiches from './personne.store.ts'
import { chaine } from './prise-en-charge.store.ts'
import { NUMERO_PRIS, OUVRIR, quiEst, refusDePlafond } from './rapprochement.rules.ts'
import { homonymes, type Trouves } from './rapprochement.store.ts'

const accueil = { label: 'Ma journée', href: '/' }

/**
 * Refused because somebody may be the same person: who. A number that is already somebody's leaves
 * its trace with them, and shows nobody.
 */
async function quiRessemble(tx: Tx, state: FormState, context: Context): Promise<Trouves> {
  const [nom, naissance] = [valeur(state, 'nom'), valeur(state, 'naissanceLe')]
  const cherche = state.refusals.some(
    refusal => refusal.code === 'homonymes' || refusal.code === NUMERO_PRIS,
  )
  if (!cherche || nom === '' || !estJour(naissance)) return { trouves: [], plafond: null }
  return homonymes(
    tx,
    context,
    quiEst({
      nom,
      nomUsage: valeur(state, 'nomUsage'),
      prenoms: valeur(state, 'prenoms'),
      naissance,
      numero: valeur(state, 'numeroAppi'),
    }),
    OUVRIR,
  )
}

export function dossierRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.nouveau,
    params: z.object({}),
    command: creerDossier,
    initial: async () => ({ logement: 'inconnu' }),
    view: async (tx, _params, state, context) => {
      const { acteur } = context
      const { trouves, plafond } = await quiRessemble(tx, state, context)
      // Where the limit is passed, there is no list to look at.
      const autres = plafond
        ? state.refusals.filter(refusal => refusal.code !== 'homonymes')
        : state.refusals
      const corps = (
        <CreerDossier
          state={{
            ...state,
            refusals: [...autres, ...refusDePlafond(plafond, acteur.juridictionId !== null)],
          }}
          etablissements={await choixEtablissements(tx)}
          antennes={await choixAntennes(tx, context)}
          homonymes={trouves}
          rouvre={acteur.peut('dossier:cloturer')}
        />
      )
      return { titre: 'Ouvrir un dossier', fil: [accueil, { label: 'Ouvrir un dossier' }], corps }
    },
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: () => 'Le dossier est ouvert.',
  })
  page(plateforme, {
    path: chemins.historique(':dossierId'),
    access: 'dossier:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur }) => {
      const identite = trouver(await store.identite(tx, dossierId))
      const corps = (
        <Historique
          identite={identite}
          versions={await fiches.versionsDePersonne(tx, dossierId)}
          chaine={await chaine(tx, dossierId)}
          fusions={await fusions(tx, dossierId)}
          clotures={await clotures(tx, dossierId)}
          anciens={await store.anciensNumeros(tx, dossierId)}
          lecteurs={acteur.peut('journal:service') && (await repondDuDossier(tx, dossierId))}
        />
      )
      return { titre: 'Historique', fil: filDuDossier(identite, { label: 'Historique' }), corps }
    },
  })
  brouillonRoutes(plateforme)
  ficheRoutes(plateforme)
}
