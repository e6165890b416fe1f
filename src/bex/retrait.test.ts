import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur, ouvrirA } from '../../tests/base.ts'
import { saisir } from '../magistrats/saisine.commands.ts'
import { saisirMesure } from '../mesures/mesure.commands.ts'
import { retirerMesure } from '../mesures/retrait.commands.ts'
import { ajouterJours } from '../platform/date.ts'
import { reproches } from './audience.builder.ts'
import { corrigerRemise, retirerRemise } from './correction.commands.ts'
import { bancDeRemise } from './remise.builder.ts'

let banc: Awaited<ReturnType<typeof bancDeRemise>>
beforeAll(async () => {
  banc = await bancDeRemise()
})
afterAll(() => banc.fermer())

describe('Ce qui a été remis à une autre personne se retire', () => {
  it('Convocations annulées et dites, attente retirée, propositions écartées, fiche rendue, nouvelle réglée, accès fermé', async () => {
    const x = await banc.suivie(true)
    const courriel = { courriel: 'autre@exemple.fr', telephone: '06 39 98 44 44' }
    await banc.e.proprietaire.query(
      'UPDATE dossiers.personne SET courriel = NULL WHERE dossier_id = $1',
      [x.id],
    )
    const avant = (await banc.attentes(x.id)).length
    const r = await banc.remise(x, { ...courriel, numeroParquet: '71' }, true)
    const { seconde } = await banc.un<{ seconde: string }>(
      'SELECT seconde_convocation_id AS seconde FROM bex.remise WHERE id = $1',
      [r.remiseId],
    )
    expect(seconde).not.toBeNull()
    expect(await banc.nouvelles(x.id, 'nouvelle_condamnation')).toBeGreaterThan(0)
    expect(await banc.nouvelles(x.id, 'dit_a_l_audience')).toBeGreaterThan(0)
    const fiche = () =>
      banc.un('SELECT telephone, courriel FROM dossiers.personne WHERE dossier_id = $1', [x.id])
    expect(await fiche()).toEqual({ telephone: x.telephone, courriel: 'autre@exemple.fr' })
    const ecran = (await banc.bex.ouvrir(`${r.base}/retirer`)).texte
    expect(ecran.match(/est annulée, et la personne en est prévenue/g)).toHaveLength(2)
    expect((await banc.bex.envoyer(`${r.base}/retirer`, {})).texte).toContain(
      'Dites pourquoi cette remise est retirée',
    )
    const fait = await banc.bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })
    expect([reproches(fait), fait.vers]).toEqual(['', '/bex/convoquer'])
    expect(
      await banc.tous(
        'SELECT motif, retiree_par, a IS NOT NULL AS date FROM bex.retrait WHERE dossier_id = $1',
        [x.id],
      ),
    ).toEqual([{ motif: 'Mauvaise personne', retiree_par: banc.compte, date: true }])
    expect([await banc.etat(r.convocationId), await banc.etat(seconde)]).toEqual([
      'annulee',
      'annulee',
    ])
    expect(
      await banc.tous(
        "SELECT DISTINCT cause, cause_id FROM agenda.etat_de_convocation WHERE dossier_id = $1 AND etat = 'annulee' AND cause_id = $2",
        [x.id, r.remiseId],
      ),
    ).toEqual([{ cause: 'remise', cause_id: r.remiseId }])
    expect(
      (
        await banc.tous(
          "SELECT 1 FROM messages.message WHERE objet_id = $1 AND moment = 'annulation'",
          [r.convocationId],
        )
      ).length,
    ).toBe(1)
    expect((await banc.attentes(x.id)).length).toBe(avant)
    expect(
      await banc.tous(
        'SELECT 1 FROM dossiers.proposition WHERE dossier_id = $1 AND decision IS NULL',
        [x.id],
      ),
    ).toEqual([])
    expect(await fiche()).toEqual({ telephone: x.telephone, courriel: null })
    for (const nature of ['nouvelle_condamnation', 'dit_a_l_audience'])
      expect(await banc.nouvelles(x.id, nature), nature).toBe(0)
    expect(await banc.nouvelles(x.id, 'remise_retiree')).toBeGreaterThan(0)
    expect((await banc.bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
    const dossier = (
      await (await new Navigateur(banc.p).entrer('dpip.67')).ouvrir(`/dossiers/${x.id}`)
    ).texte
    expect(dossier).toMatch(/retirée le .* : Mauvaise personne/s)
  })
  it('Retirée deux fois au même instant : une fois ; elle ne se corrige plus', async () => {
    const r = await banc.remise({ nom: 'Retireedeuxfois' })
    await ouvrirA(banc.e, r.dossierId, banc.juridictionId, 'mandat')
    const quoi = { dossierId: r.dossierId, remiseId: r.remiseId, motif: 'Mauvaise personne' }
    const issues = await Promise.allSettled([
      banc.faire(retirerRemise, quoi),
      banc.faire(retirerRemise, quoi),
    ])
    expect(issues.map(i => i.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(
      String((issues.find(i => i.status === 'rejected') as PromiseRejectedResult).reason.message),
    ).toContain('déjà retirée')
    await expect(
      banc.faire(corrigerRemise, { ...quoi, version: 1, audienceLe: LE }),
    ).rejects.toThrow('déjà retirée')
    expect((await banc.bex.ouvrir(`${r.base}/corriger`)).statut).toBe(404)
  })
  it('La convocation que le service a reprise reste, et lui est listée ; celle qui est passée reste dans l’histoire', async () => {
    const r = await banc.remise({ nom: 'Dejareprise' })
    await banc.e.proprietaire.query(
      "INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, par) VALUES ($1, $2, 'modifiee', $3)",
      [r.dossierId, r.convocationId, await banc.e.agent('ts.67')],
    )
    expect((await banc.bex.ouvrir(`${r.base}/retirer`)).texte).toContain(
      'a été reprise par le service',
    )
    expect(
      reproches(await banc.bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })),
    ).toBe('')
    expect(await banc.etat(r.convocationId)).toBe('prevue')
    expect(
      await banc.tous('SELECT motif FROM agenda.v_a_decider WHERE convocation_id = $1', [
        r.convocationId,
      ]),
    ).toEqual([{ motif: 'remise' }])
    const liste = await (await new Navigateur(banc.p).entrer('dpip.67')).ouvrir(
      '/agenda/a-decider?par=100',
    )
    expect(liste.texte).toContain('Donnée à l’audience par erreur')
  })
  it('Une autre remise de la même décision garde l’attente et l’accès ; une mesure retirée ensuite ne rouvre rien', async () => {
    const r = await banc.remise({ nom: 'Deuxremises' }, { numeroParquet: '81' })
    const autre = await banc.remise(
      { nom: 'Deuxremises', personne: r.dossierId },
      { numeroParquet: '81' },
    )
    expect(
      reproches(await banc.bex.envoyer(`${r.base}/retirer`, { motif: 'Saisie deux fois' })),
    ).toBe('')
    expect(await banc.attentes(r.dossierId)).toHaveLength(1)
    expect(await banc.etat(autre.convocationId)).toBe('prevue')
    expect((await banc.bex.ouvrir(`/dossiers/${r.dossierId}`)).statut).toBe(200)
    const greffe = await banc.e.agent('greffe.strasbourg')
    const mesure = {
      nature: 'sursis_probatoire',
      juridictionId: banc.juridictionId,
      decisionLe: LE,
      debutLe: LE,
      dureeMois: '24',
      obligations: [],
      numeroParquet: '81',
    }
    const { mesureId } = (await banc.faire(
      saisirMesure,
      { ...mesure, dossierId: r.dossierId },
      greffe,
    )) as { mesureId: string }
    // What was recorded of this decision stays: the page says so before, and where it is withdrawn.
    const retrait = (await banc.bex.ouvrir(`${autre.base}/retirer`)).texte
    expect(retrait).toContain('reste au dossier. Si elle n’est pas à cette')
    expect(retrait).toContain(`href="/dossiers/${r.dossierId}/mesures/${mesureId}/retirer"`)
    expect(
      reproches(await banc.bex.envoyer(`${autre.base}/retirer`, { motif: 'Mauvaise personne' })),
    ).toBe('')
    await banc.faire(
      retirerMesure,
      { dossierId: r.dossierId, mesureId, motif: 'Mauvaise personne' },
      greffe,
    )
    expect(await banc.attentes(r.dossierId)).toEqual([])
  })
  it('Le tribunal qui a demandé un rapport voit encore le dossier', async () => {
    const x = await banc.suivie(true)
    const r = await banc.remise(x)
    const demande = {
      nature: 'rapport_suivi',
      objet: 'Où en est-elle ?',
      recueLe: LE,
      echeanceLe: ajouterJours(LE, 20),
    }
    await banc.faire(
      saisir,
      { ...demande, dossierId: x.id, juridictionId: banc.juridictionId },
      await banc.e.agent('jap.strasbourg'),
    )
    expect(
      reproches(await banc.bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })),
    ).toBe('')
    expect(
      (await (await new Navigateur(banc.p).entrer('jap.strasbourg')).ouvrir(`/dossiers/${x.id}`))
        .statut,
    ).toBe(200)
  })
  it('Ce que le service a changé depuis sur la fiche reste', async () => {
    const x = await banc.suivie(true)
    await banc.e.proprietaire.query(
      'UPDATE dossiers.personne SET courriel = NULL WHERE dossier_id = $1',
      [x.id],
    )
    const r = await banc.remise(x, { courriel: 'autre@exemple.fr' })
    await banc.e.proprietaire.query(
      "UPDATE dossiers.personne SET courriel = 'bon@exemple.fr' WHERE dossier_id = $1",
      [x.id],
    )
    expect(
      reproches(await banc.bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })),
    ).toBe('')
    expect(
      await banc.un('SELECT courriel FROM dossiers.personne WHERE dossier_id = $1', [x.id]),
    ).toEqual({ courriel: 'bon@exemple.fr' })
  })
})
