import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { annulerActe } from './acte.commands.ts'
import { histoireDeLaMesure } from './acte.store.ts'
import { AnnulerActe } from './annulation.views.tsx'
import { refusDAnnulerPour } from './competence.rules.ts'
import { renduesDites } from './correction.rules.ts'
import { finiesParLeMemeDeces } from './deces.examen.ts'
import { autresEnMots } from './deces.views.tsx'
import { refusDAnnuler } from './etat.rules.ts'
import { ecranDesActes, sujetDe } from './mesure.ecran.ts'
import { parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'

export function annulationRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.annulerActe(':dossierId', ':mesureId', ':acteId'),
    params: parMesure.extend({ acteId: z.uuid() }),
    command: annulerActe,
    view: async (tx, lieu, state, { acteur }) => {
      const titre = 'Annuler un acte'
      const lu = await ecranDesActes(tx, lieu)
      const acte = trouver(
        (await histoireDeLaMesure(tx, lieu.dossierId, lieu.mesureId)).find(
          ligne => ligne.id === lieu.acteId,
        ),
      )
      const debout = lu.actes.find(ligne => ligne.id === acte.id)
      const refus = [
        ...refusDAnnuler(acte, lu.actes),
        ...(debout ? refusDAnnulerPour(acteur, debout, sujetDe(lu)) : []),
      ]
      const montre = state.refusals.length ? state : { ...state, refusals: refus }
      const autres =
        debout && refus.length === 0
          ? await finiesParLeMemeDeces(tx, { acteur }, debout, lu.identite)
          : []
      const corps = (
        <AnnulerActe
          identite={lu.identite}
          mesure={lu.mesure}
          acte={acte}
          state={montre}
          autres={autres}
        />
      )
      return { titre, fil: lu.fil(titre), corps }
    },
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: ({ rendues, annules: { length: nombre } }) =>
      `L’acte est annulé : il n’a plus d’effet.${autresEnMots(nombre - 1, 'reprend', 'reprennent')}${renduesDites(rendues)}`,
  })
}
