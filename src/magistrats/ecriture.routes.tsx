import { z } from 'zod'
import { brouillonDuFormulaire, motsGardes, reprendre } from '../dossiers/index.ts'
import { mesuresDuDossier } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { afficherJourCourt } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, versionDuFormulaire } from '../platform/interface/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { direDe } from '../platform/mots.ts'
import { CommencerRapport, EcrireRapport } from './ecriture.views.tsx'
import { fraicheur, sectionsAJour } from './fraicheur.gestes.ts'
import { commencerRapport, ecrireRapport } from './magistrats.commands.ts'
import { choixJuridictions, entete, parRapport, versLeRapport } from './magistrats.ecran.ts'
import { chemins } from './magistrats.paths.ts'
import { refusDEcrire } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { cleDuRapport, type Sur } from './rapport.gestes.ts'
import { type Origine, partie, sources } from './redaction.lecture.ts'
import { complements } from './reponse.store.ts'
import { naturesDeSaisine } from './saisine.rules.ts'
import { saisine, saisinesDuDossier } from './saisine.store.ts'

function commencer(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.commencer(':dossierId'),
    params: z.object({ dossierId: z.uuid(), saisineId: z.uuid().optional() }),
    command: commencerRapport,
    initial: async (_tx, { saisineId }) => ({ nature: 'suivi', saisineId: saisineId ?? '' }),
    view: async (tx, { dossierId }, state, { aujourdhui }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Écrire un rapport')
      const saisines = (await saisinesDuDossier(tx, dossierId))
        .filter(saisine => !saisine.closeA)
        .map(saisine => ({
          value: saisine.saisineId,
          label: `${direDe(naturesDeSaisine, saisine.nature)}, pour le ${afficherJourCourt(saisine.echeanceLe)}`,
        }))
      return {
        ...ecran,
        corps: (
          <CommencerRapport
            identite={identite}
            state={state}
            juridictions={await choixJuridictions(tx)}
            saisines={saisines}
            mesures={await mesuresDuDossier(tx, dossierId)}
            le={aujourdhui}
          />
        ),
      }
    },
    redirectTo: ({ dossierId, rapportId }) => chemins.ecrire(dossierId, rapportId),
  })
}

/**
 * The text is drawn again in the page, or gets a part from the dossier; nothing is recorded yet.
 */
async function tirerDuDossier(tx: Tx, rapport: store.Rapport, values: Valeurs, geste: string) {
  const sections = Array.isArray(values.sections) ? values.sections : []
  const dite = async () => ({
    aJour: 'oui',
    changementVu: (await fraicheur(tx, rapport)).changementVu,
  })
  if (geste === 'actualiser')
    return {
      ...values,
      ...(await dite()),
      sections: await sectionsAJour(tx, rapport, sections),
    }
  const source = geste.replace('inserer:', '')
  if (!(source in sources)) return values
  const avec = [...sections, await partie(tx, rapport.dossierId, source as Origine)]
  return { ...values, ...(source === 'mesure' ? await dite() : {}), sections: avec }
}

/** What was typed before somebody else submitted it is shown again with the refusal. */
async function ecritureEnCours(
  tx: Tx,
  { dossierId, rapportId }: Sur,
  state: FormState,
  context: Context,
) {
  const { identite, ecran } = await entete(tx, dossierId, 'Écrire')
  const rapport = trouver(await store.rapport(tx, dossierId, rapportId, context.aujourdhui))
  if (refusDEcrire(rapport, context.acteur.serviceId).length && state.values._jeton === undefined)
    throw new Introuvable(
      'Ce rapport ne s’écrit plus : il est soumis, validé, abandonné, ou celui d’un autre service.',
    )
  const brouillon = await brouillonDuFormulaire(
    tx,
    context,
    {
      dossierId,
      cle: cleDuRapport(rapportId),
      titre: `${rapport.titre}, ${identite.nomComplet}`,
    },
    state,
  )
  return {
    ...ecran,
    corps: (
      <EcrireRapport
        identite={identite}
        state={state}
        rapport={rapport}
        actuelles={await store.sections(tx, dossierId, rapportId)}
        brouillon={brouillon}
        version={versionDuFormulaire(state, rapport.version)}
        etat={await fraicheur(tx, rapport, context.acteur.fuseau)}
        demande={
          rapport.saisineId
            ? ((await saisine(tx, dossierId, rapport.saisineId))?.objet ?? null)
            : null
        }
        complements={
          rapport.saisineId ? await complements(tx, dossierId, rapport.saisineId, null) : []
        }
      />
    ),
  }
}

function ecrire(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.ecrire(':dossierId', ':rapportId'),
    params: parRapport,
    command: ecrireRapport,
    garde: motsGardes(({ rapportId }) => cleDuRapport(rapportId), {
      titre: 'Titre',
      sections: 'Partie',
      texte: 'Texte',
    }),
    initial: (tx, { dossierId, rapportId }, context) =>
      reprendre(tx, context, { dossierId, cle: cleDuRapport(rapportId) }, async () => {
        const rapport = trouver(await store.rapport(tx, dossierId, rapportId, context.aujourdhui))
        return {
          titre: rapport.titre,
          version: rapport.version,
          sections: await store.sections(tx, dossierId, rapportId),
        }
      }),
    geste: async (tx, { dossierId, rapportId }, values, geste, { aujourdhui }) => {
      const rapport = trouver(await store.rapport(tx, dossierId, rapportId, aujourdhui))
      return tirerDuDossier(tx, rapport, values, geste)
    },
    view: ecritureEnCours,
    redirectTo: versLeRapport,
    flash: () => 'Le rapport est enregistré.',
  })
}

export function ecritureRoutes(plateforme: Plateforme): void {
  commencer(plateforme)
  ecrire(plateforme)
}
