import { z } from 'zod'
import { mesuresDuDossier, nomDeMesure } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, versionDuFormulaire } from '../platform/interface/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { choixJuridictions, entete, vide } from './magistrats.ecran.ts'
import { chemins } from './magistrats.paths.ts'
import { rapportsDuDossier } from './magistrats.store.ts'
import { nommer } from './rattachement.views.tsx'
import { complements } from './reponse.store.ts'
import { cloreSaisine, corrigerSaisine, passer, saisir } from './saisine.commands.ts'
import {
  joursParDetenteur,
  refusDAutreMesure,
  refusDeClore,
  refusDeDisposer,
  refusDePasser,
} from './saisine.rules.ts'

import { corrections, detentions, saisine as lireSaisine } from './saisine.store.ts'

import { UneSaisine } from './saisine.views.tsx'
import { CorrigerSaisine, Saisir } from './saisir.views.tsx'

/** Those that whoever acts may name in a request. */
const choixDeMesures = (
  mesures: Awaited<ReturnType<typeof mesuresDuDossier>>,
  acteur: Context['acteur'],
) =>
  mesures
    .filter(mesure => refusDAutreMesure(acteur, mesure).length === 0)
    .map(mesure => ({ value: mesure.mesureId, label: nomDeMesure(mesure) }))
const parSaisine = z.object({ dossierId: z.uuid(), saisineId: z.uuid() })
const versLaSaisine = ({ dossierId, saisineId }: { dossierId: string; saisineId: string }) =>
  chemins.saisine(dossierId, saisineId)

async function uneSaisine(
  tx: Tx,
  { dossierId, saisineId }: { dossierId: string; saisineId: string },
  state: FormState,
  { acteur, maintenant }: Context,
) {
  const { identite, ecran } = await entete(tx, dossierId, 'Demande')
  const saisine = trouver(await lireSaisine(tx, dossierId, saisineId))
  const chaine = await detentions(tx, dossierId, saisineId)
  const demande = { ...saisine, serviceQuiSuit: identite.serviceId }
  const ecrit = acteur.peut('saisine:ecrire') && !saisine.closeA
  const mesures = await mesuresDuDossier(tx, dossierId)
  const anciennes = await corrections(tx, dossierId, saisineId)
  const corps = (
    <UneSaisine
      identite={identite}
      state={state}
      saisine={saisine}
      mesure={saisine.mesureId && nommer(saisine.mesureId, mesures)}
      chaine={chaine}
      rapports={
        acteur.peut('rapport:lire')
          ? await rapportsDuDossier(tx, dossierId, acteur.juridictionId, saisineId)
          : null
      }
      temps={joursParDetenteur(chaine, maintenant.toString())}
      complements={
        acteur.peut('rapport:lire')
          ? await complements(tx, dossierId, saisineId, acteur.juridictionId)
          : []
      }
      corrections={anciennes.map(ligne => ({
        ...ligne,
        avantMesure: nommer(ligne.avantMesureId, mesures),
      }))}
      peut={{
        passer: ecrit && refusDePasser(demande, acteur).length === 0,
        disposer: ecrit && refusDeDisposer(demande, acteur).length === 0,
        clore: ecrit && refusDeClore(demande, acteur).length === 0,
        rediger: acteur.peut('rapport:ecrire'),
        rouvrir: acteur.peut('dossier:cloturer') && acteur.serviceId === identite.serviceId,
      }}
    />
  )
  return { ...ecran, corps }
}

export function saisineRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.saisir(':dossierId'),
    params: parDossier,
    command: saisir,
    initial: async (_tx, _params, { aujourdhui }) => ({
      recueLe: aujourdhui,
      echeanceLe: ajouterMois(aujourdhui, 1),
    }),
    view: async (tx, { dossierId }, state, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Nouvelle demande')
      const mesures = choixDeMesures(await mesuresDuDossier(tx, dossierId), acteur)
      return {
        ...ecran,
        corps: (
          <Saisir
            identite={identite}
            state={state}
            mesures={mesures}
            juridictions={acteur.juridictionId ? null : await choixJuridictions(tx)}
          />
        ),
      }
    },
    redirectTo: versLaSaisine,
    flash: () => 'La demande est enregistrée : le SPIP l’a en main.',
  })
  page(plateforme, {
    path: chemins.saisine(':dossierId', ':saisineId'),
    access: 'saisine:lire',
    params: parSaisine,
    view: (tx, params, context) => uneSaisine(tx, params, vide, context),
  })
  form(plateforme, {
    path: chemins.passer(':dossierId', ':saisineId'),
    params: parSaisine,
    command: passer,
    view: uneSaisine,
    redirectTo: versLaSaisine,
    flash: () => 'La main est passée.',
  })
  form(plateforme, {
    path: chemins.clore(':dossierId', ':saisineId'),
    params: parSaisine,
    command: cloreSaisine,
    view: uneSaisine,
    redirectTo: versLaSaisine,
    flash: () => 'La demande est close.',
  })
  form(plateforme, {
    path: chemins.corrigerSaisine(':dossierId', ':saisineId'),
    params: parSaisine,
    command: corrigerSaisine,
    initial: async (tx, { dossierId, saisineId }) => {
      const { nature, objet, echeanceLe, version, mesureId } = trouver(
        await lireSaisine(tx, dossierId, saisineId),
      )
      return { mesureId: mesureId ?? '', nature, objet, echeanceLe, version }
    },
    view: async (tx, { dossierId, saisineId }, state, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Corriger la demande')
      const saisine = trouver(await lireSaisine(tx, dossierId, saisineId))
      const refuse =
        saisine.closeA !== null ||
        refusDeDisposer({ ...saisine, serviceQuiSuit: identite.serviceId }, acteur).length > 0
      if (refuse && state.values._jeton === undefined)
        throw new Introuvable('Cette demande est close, ou ce n’est pas à vous de la corriger.')
      const version = versionDuFormulaire(state, saisine.version)
      const mesures = await mesuresDuDossier(tx, dossierId)
      const siennes = choixDeMesures(mesures, acteur)
      // A measure withdrawn since, or passed to another juridiction, stays what the request says
      // until somebody changes it.
      const partie = saisine.mesureId && !siennes.some(ligne => ligne.value === saisine.mesureId)
      const choix = [
        ...siennes,
        ...(partie
          ? [{ value: saisine.mesureId ?? '', label: nommer(saisine.mesureId, mesures) }]
          : []),
      ]
      const corps = (
        <CorrigerSaisine
          identite={identite}
          state={state}
          saisine={saisine}
          version={version}
          mesures={choix}
        />
      )
      return { ...ecran, corps }
    },
    redirectTo: versLaSaisine,
    flash: () => 'La demande est corrigée ; ce qu’elle disait reste dans son historique.',
  })
}
