import { juridictions } from '../moyens/index.ts'
import { estJour } from '../platform/date.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { valeur } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { attentesDites } from './attente.rules.ts'
import { juridictionsPour } from './competence.rules.ts'
import { corrigerMesure } from './correction.commands.ts'
import {
  aJour,
  avecLesRegles,
  consequencesDe,
  devientUnDouble,
  ecranDeCorrection,
  enTextes,
  pasPour,
} from './correction.ecran.ts'
import * as store from './correction.store.ts'
import { CorrigerMesure } from './correction.views.tsx'
import { autresMesures } from './cumul.lecture.ts'
import { lecteurDe } from './histoire.views.tsx'
import { parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { choixDeNatures, paliersDe } from './nature.rules.ts'

export function correctionRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.corriger(':dossierId', ':mesureId'),
    params: parMesure,
    command: corrigerMesure,
    pasPour,
    initial: async (tx, { dossierId, mesureId }) => {
      const textes = enTextes(trouver(await store.faitsSaisis(tx, dossierId, mesureId)))
      return { ...textes, vu: textes }
    },
    view: async (tx, lieu, recu, context) => {
      const { demonstration, acteur } = context
      const faits = trouver(await store.faitsSaisis(tx, lieu.dossierId, lieu.mesureId))
      const { state, change } = aJour(
        await avecLesRegles(tx, context, { lieu, recu, faits }),
        faits,
      )
      const toutes = await juridictions(tx)
      const cours = juridictionsPour(acteur, toutes).map(ligne => ({
        value: ligne.juridictionId,
        label: ligne.nom,
      }))
      const decision = valeur(state, 'decisionLe')
      const le = estJour(decision) ? decision : faits.decisionLe
      const fin = change.find(changement => changement.champ === 'finLe')?.apres ?? faits.finLe
      const autres = await autresMesures(tx, lieu)
      const double = change.length > 0 && devientUnDouble(autres, faits, change)
      return ecranDeCorrection(tx, lieu, 'Corriger la mesure', contexte => (
        <CorrigerMesure
          {...contexte}
          state={state}
          natures={choixDeNatures(le, demonstration)}
          juridictions={cours}
          paliers={paliersDe(valeur(state, 'nature'), le)}
          change={change}
          double={double}
          dossier={{ naissanceLe: contexte.identite.naissanceLe, autres }}
          le={le}
          lire={lecteurDe(new Map(toutes.map(ligne => [ligne.juridictionId, ligne.nom])), le)}
          consequences={consequencesDe(change, fin === null ? null : String(fin))}
        />
      ))
    },
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: fait => `La mesure est corrigée. Les échéances sont recalculées.${attentesDites(fait)}`,
  })
}
